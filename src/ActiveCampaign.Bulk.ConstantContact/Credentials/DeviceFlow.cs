using System;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.ConstantContact.Credentials;

/// <summary>What a person needs to consent in a browser.</summary>
/// <param name="Secret">What the host is asked with; it is shown to nobody.</param>
/// <param name="UserCode">The code to type in.</param>
/// <param name="Address">Where to type it.</param>
/// <param name="WholeAddress">The same with the code in it, where the host gives one.</param>
/// <param name="Interval">The least time between two questions.</param>
/// <param name="ExpiresAt">When the code is worth nothing any more.</param>
internal sealed record DeviceCode(string Secret, string UserCode, Uri Address, Uri? WholeAddress, TimeSpan Interval, DateTimeOffset ExpiresAt)
{
    /// <inheritdoc/>
    public override string ToString() => UserCode;
}

/// <summary>Asks a person for consent: they type a code in a browser, on whatever machine, and the host is asked until they have.</summary>
internal sealed class DeviceFlow : IDisposable
{
    private const int UsualInterval = 5;
    private const int UsualLife = 600;

    private static readonly TimeSpan s_slower = TimeSpan.FromSeconds(5);

    private readonly TokenHost _host;
    private readonly TimeProvider _clock;

    /// <summary>Asks for an application that is made for the device flow.</summary>
    /// <param name="clientId">The application.</param>
    /// <param name="address">The address as it was given; null asks for the service's own.</param>
    /// <param name="clock">What waiting is measured by.</param>
    /// <param name="proxy">The proxy; null uses the system's.</param>
    /// <param name="wrap">Wraps the handler that sends, for tests.</param>
    /// <exception cref="BulkException">The address is not one that may be used.</exception>
    public DeviceFlow(string clientId, Uri? address, TimeProvider clock, IWebProxy? proxy = null, Func<HttpMessageHandler, HttpMessageHandler>? wrap = null)
    {
        _clock = clock;
        _host = new TokenHost(new CredentialSettings { ClientId = clientId, Address = address, Clock = clock, Proxy = proxy, WrapHandler = wrap });
    }

    private string Host => _host.Address.Authority;

    /// <summary>Gets a code.</summary>
    /// <exception cref="BulkException">The host gives none.</exception>
    public async Task<DeviceCode> StartAsync(CancellationToken token)
    {
        TokenAnswer answer = await _host.StartAsync(token).ConfigureAwait(false);
        if (answer.Outcome == TokenOutcome.NotSent)
            throw new BulkException(BulkError.HostUnreachable, ConstantContactTexts.TokensUnavailable(Host, answer.Why), Host);
        if (answer.IsBusy || answer.Outcome == TokenOutcome.Lost)
            throw new BulkException(BulkError.ServiceUnavailable, ConstantContactTexts.TokensUnavailable(Host, answer.Why), Host);
        if (answer.Text("device_code") is not string secret || answer.Text("user_code") is not string code
            || !Uri.TryCreate(answer.Text("verification_uri") ?? answer.Text("verification_uri_complete"), UriKind.Absolute, out Uri? address))
        {
            throw new BulkException(BulkError.TokenRefused, ConstantContactTexts.DeviceRefused(Host, answer.Why), Host);
        }

        Uri.TryCreate(answer.Text("verification_uri_complete"), UriKind.Absolute, out Uri? whole);
        TimeSpan life = TimeSpan.FromSeconds(answer.Number("expires_in") ?? UsualLife);
        return new DeviceCode(secret, code, address, whole, TimeSpan.FromSeconds(Math.Max(1, answer.Number("interval") ?? UsualInterval)), _clock.GetUtcNow() + life);
    }

    /// <summary>Waits until somebody has consented.</summary>
    /// <exception cref="BulkException">It was denied, or nobody did in time.</exception>
    public async Task<GrantedTokens> WaitAsync(DeviceCode code, CancellationToken token)
    {
        TimeSpan interval = code.Interval;
        while (_clock.GetUtcNow() < code.ExpiresAt)
        {
            await _clock.PauseAsync(interval, token).ConfigureAwait(false);
            TokenAnswer answer = await _host.PollAsync(code.Secret, token).ConfigureAwait(false);
            if (answer.Tokens(_clock.GetUtcNow()) is GrantedTokens granted)
                return granted;
            if (answer.Error == "access_denied")
                throw new BulkException(BulkError.ConsentDenied, ConstantContactTexts.DeviceDenied, Host);
            if (answer.Error is "expired_token" or "invalid_grant")
                break;
            if (answer.Error == "slow_down" || answer.Status == 429)
                interval += s_slower;
            else if (answer.Outcome == TokenOutcome.Answered && !answer.IsBusy && answer.Error != "authorization_pending")
                throw new BulkException(BulkError.TokenRefused, ConstantContactTexts.DeviceRefused(Host, answer.Why), Host);
        }

        throw new BulkException(BulkError.ConsentDenied, ConstantContactTexts.DeviceExpired, Host);
    }

    /// <inheritdoc/>
    public void Dispose() => _host.Dispose();
}
