using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>Puts one call on the wire and reads its answer whole. HttpResponseMessage does not leave this class.</summary>
internal sealed class HttpSender : IDisposable
{
    private readonly HttpClient _client;
    private readonly ServiceWire _wire;

    public HttpSender(ConnectionSettings settings, Uri baseAddress)
    {
        _wire = settings.Wire;
        HttpMessageHandler handler = ServiceHandler.Create(settings.Uri, settings.Proxy);
        _client = new HttpClient(settings.WrapHandler?.Invoke(handler) ?? handler)
        {
            BaseAddress = baseAddress,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("ActiveCampaign.Bulk", typeof(HttpSender).Assembly.GetName().Version!.ToString(3)));
        _client.DefaultRequestHeaders.ExpectContinue = false;
    }

    /// <summary>Sends; throws what the transport throws.</summary>
    public async Task<ServiceAnswer> SendAsync(ServiceCall call, CancellationToken token)
    {
        using HttpRequestMessage request = new(call.Method, call.Route);
        if (call.Body.Array is not null)
        {
            request.Content = new ByteArrayContent(call.Body.Array, call.Body.Offset, call.Body.Count);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(call.ContentType);
        }

        if (call.Method != HttpMethod.Get)
            KeepFromRepeating(request);
        int credentials = _wire.Authorize(request);
        using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token).ConfigureAwait(false);
        byte[] body = await AnswerBody.ReadAsync(response.Content, token).ConfigureAwait(false);
#if !NET8_0_OR_GREATER
        CheckWhole(response, body);
#endif
        return new ServiceAnswer((int)response.StatusCode, AnswerText.Mend(body), RetryAfter(response), Remaining(response), response.Headers.Date) { Credentials = credentials };
    }

    public void Dispose() => _client.Dispose();

    // When a kept connection turns out to be closed, the stack below sends a request again by itself, though the service may
    // have acted on it: only what changes nothing may be repeated where nobody sees it.
    private static void KeepFromRepeating(HttpRequestMessage request)
    {
#if NET8_0_OR_GREATER
        // It never repeats one that has a body, were it an empty one.
        request.Content ??= new ByteArrayContent([]);
#else
        // .NET Framework repeats those too; a new connection for each is the only way.
        request.Headers.ConnectionClose = true;
#endif
    }

#if !NET8_0_OR_GREATER
    private static void CheckWhole(HttpResponseMessage response, byte[] body)
    {
        if (response.Content.Headers.ContentLength is long length && response.Content.Headers.ContentEncoding.Count == 0 && length != body.Length)
            throw new IOException("The answer was cut short.");
    }
#endif

    private static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        RetryConditionHeaderValue? header = response.Headers.RetryAfter;
        if (header?.Delta is TimeSpan delta)
            return delta;
        return header?.Date is DateTimeOffset date && response.Headers.Date is DateTimeOffset now && date > now ? date - now : null;
    }

    private static int? Remaining(HttpResponseMessage response) =>
        response.Headers.TryGetValues("RateLimit-Remaining", out System.Collections.Generic.IEnumerable<string>? values)
        && int.TryParse(values.FirstOrDefault(), out int remaining) ? remaining : null;
}
