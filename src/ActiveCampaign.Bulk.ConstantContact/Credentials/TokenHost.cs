using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.ConstantContact.Credentials;

/// <summary>The three form posts of the token host, one a second at the most. Nothing of them is logged, and no answer is thrown.</summary>
internal sealed class TokenHost : IDisposable
{
    // The scope of all that is done here, and what makes the host give a refresh token.
    private const string Scope = "contact_data offline_access";

    private static readonly TimeSpan s_pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _client;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly TimeProvider _clock;
    private readonly string _clientId;
    private readonly string? _secret;
    private long? _last;

    /// <summary>Makes it for an application.</summary>
    public TokenHost(CredentialSettings settings)
    {
        _clock = settings.Clock;
        _clientId = settings.ClientId;
        _secret = settings.ClientSecret is null ? null : SecretText.Of(settings.ClientSecret);
        Address = ConstantContactAddress.OfTokens(settings.Address);
        HttpMessageHandler handler = ServiceHandler.Create(Address, settings.Proxy);
        _client = new HttpClient(settings.WrapHandler?.Invoke(handler) ?? handler) { BaseAddress = Address, Timeout = s_patience };
        _client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        _client.DefaultRequestHeaders.ExpectContinue = false;
    }

    /// <summary>Its base.</summary>
    public Uri Address { get; }

    /// <summary>Spends a refresh token.</summary>
    public Task<TokenAnswer> RefreshAsync(string refresh, CancellationToken token) =>
        PostAsync("token", new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = refresh }, token);

    /// <summary>Starts a consent in a browser.</summary>
    public Task<TokenAnswer> StartAsync(CancellationToken token) =>
        PostAsync("device/authorize", new Dictionary<string, string> { ["client_id"] = _clientId, ["scope"] = Scope }, token);

    /// <summary>Asks whether somebody has consented.</summary>
    public Task<TokenAnswer> PollAsync(string deviceCode, CancellationToken token) => PostAsync(
        "token",
        new Dictionary<string, string> { ["client_id"] = _clientId, ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code", ["device_code"] = deviceCode },
        token);

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _turn.Dispose();
    }

    private async Task<TokenAnswer> PostAsync(string route, Dictionary<string, string> form, CancellationToken token)
    {
        await _turn.WaitAsync(token).ConfigureAwait(false);
        try
        {
            if (_last is long last && _clock.GetElapsedTime(last) is TimeSpan since && since < s_pace)
                await _clock.PauseAsync(s_pace - since, token).ConfigureAwait(false);
            return await SendAsync(route, form, token).ConfigureAwait(false);
        }
        finally
        {
            _last = _clock.GetTimestamp();
            _turn.Release();
        }
    }

    private async Task<TokenAnswer> SendAsync(string route, Dictionary<string, string> form, CancellationToken token)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, route);
        if (_secret is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(_clientId + ":" + _secret)));
        else
            form["client_id"] = _clientId;
#if !NET8_0_OR_GREATER
        // .NET Framework sends again by itself what went over a kept connection, and a token may be spent by it.
        request.Headers.ConnectionClose = true;
#endif
        request.Content = new FormUrlEncodedContent(form);
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, token).ConfigureAwait(false);
            return Read((int)response.StatusCode, await AnswerBody.ReadAsync(response.Content, token).ConfigureAwait(false));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or AnswerTooLargeException && !token.IsCancellationRequested)
        {
            return new TokenAnswer(SendFailures.NeverSent(e) ? TokenOutcome.NotSent : TokenOutcome.Lost, 0, null, e.Message);
        }
    }

    private static TokenAnswer Read(int status, byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement? root = document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
            TokenAnswer answer = new(TokenOutcome.Answered, status, root, string.Empty);
            return answer with { Why = answer.Text("error_description") ?? answer.Text("errorSummary") ?? (answer.Error.Length > 0 ? answer.Error : $"status {status}") };
        }
        catch (JsonException)
        {
            // With a good status this may be the pair, cut: it is lost like an answer that never came.
            return new TokenAnswer(status is >= 200 and < 300 ? TokenOutcome.Lost : TokenOutcome.Answered, status, null, $"status {status}");
        }
    }
}
