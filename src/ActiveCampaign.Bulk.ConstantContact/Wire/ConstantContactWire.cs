using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Credentials;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.ConstantContact.Wire;

/// <summary>Constant Contact's wire: an access token in a header, renewed in time, and a day's calls that are counted.</summary>
internal sealed class ConstantContactWire : ServiceWire
{
    private readonly CredentialStore _credentials;
    private readonly DailyUse? _use;

    /// <summary>Makes it for an application and its consent.</summary>
    /// <param name="credentials">Where access comes from.</param>
    /// <param name="use">Where calls are counted; null counts none.</param>
    public ConstantContactWire(CredentialStore credentials, DailyUse? use = null)
    {
        _credentials = credentials;
        _use = use;
    }

    /// <inheritdoc/>
    public override string Probe => ApiRoutes.Privileges;

    /// <inheritdoc/>
    public override TimeSpan DefaultRetryAfter => ConstantContactLimits.ThrottlePause;

    /// <summary>The API's base address; null asks for the service's own.</summary>
    /// <exception cref="BulkException">It is neither https nor loopback, or no address at all.</exception>
    public static Uri AddressOf(Uri? address) => ConstantContactAddress.OfApi(address);

    /// <inheritdoc/>
    public override Uri BaseOf(Uri address) => AddressOf(address);

    /// <inheritdoc/>
    public override string HostOf(Uri address) => _credentials.HostOf(address);

    /// <inheritdoc/>
    public override LaneSet CreateLanes(TimeProvider clock) => ConstantContactLimits.CreateLanes(clock);

    /// <inheritdoc/>
    public override Task ReadyAsync(CancellationToken token) => _credentials.GetAsync(token);

    /// <inheritdoc/>
    public override int Authorize(HttpRequestMessage request)
    {
        AccessToken access = _credentials.Access!;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access.Text);
        _use?.Count();
        return access.Number;
    }

    /// <inheritdoc/>
    public override Task<bool> RenewAsync(int refused, CancellationToken token) => _credentials.RenewAsync(refused, token);

    /// <inheritdoc/>
    public override BulkException? FindEnd(ServiceAnswer answer, DateTimeOffset now)
    {
        _use?.Learn(now);
        if (answer.Status != 429 || ErrorBody.Read(answer.Body).Key != ErrorBody.QuotaExceeded)
            return null;
        _use?.Spend();
        DateTimeOffset next = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(1);
        return new BulkException(BulkError.QuotaReached, ConstantContactTexts.QuotaReached(_credentials.Host, next), _credentials.Host);
    }

    /// <inheritdoc/>
    public override BulkException Refused(string host) => new(BulkError.TokenRefused, ConstantContactTexts.Refused(host), host);

    /// <inheritdoc/>
    public override BulkException Denied(string route, string host, ReadOnlyMemory<byte> body) =>
        new(BulkError.AccessDenied, ConstantContactTexts.Denied(route, host, ReadError(body)), host);

    /// <inheritdoc/>
    public override string ReadError(ReadOnlyMemory<byte> body) => Texts.Redact(ErrorBody.Read(body).Text);

    /// <inheritdoc/>
    public override bool SaysNotThere(int status, ReadOnlyMemory<byte> body) =>
        status == 404 && ErrorBody.Read(body).Key is string key && key.EndsWith("not_found", StringComparison.Ordinal);
}
