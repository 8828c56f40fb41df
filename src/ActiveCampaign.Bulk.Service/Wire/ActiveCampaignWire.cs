using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.Service.Wire;

/// <summary>ActiveCampaign's wire: a key in a header. Holds the key and shows it nowhere.</summary>
internal sealed class ActiveCampaignWire : ServiceWire
{
    private const string KeyHeader = "Api-Token";

    private readonly string _key;

    /// <summary>Makes it for a key.</summary>
    /// <exception cref="BulkException">The key is not one that may be used.</exception>
    public ActiveCampaignWire(string key)
    {
        if (TokenRules.FindProblem(key) is string wrong)
            throw new BulkException(BulkError.TokenInvalid, ServiceTexts.TokenInvalid(wrong));
        _key = key;
    }

    /// <inheritdoc/>
    public override string Probe => Routes.Me;

    /// <inheritdoc/>
    public override TimeSpan DefaultRetryAfter => ServiceLimits.DefaultRetryAfter;

    /// <summary>The base address of an account: neither its host nor its region can be built from the account's name.</summary>
    /// <param name="address">The URL the account shows under Settings, Developer, with the API's path or without.</param>
    /// <exception cref="BulkException">It is neither https nor loopback, or no address at all.</exception>
    public static Uri AddressOf(Uri address) => BaseAddress.From(address, "/api/3/");

    /// <inheritdoc/>
    public override Uri BaseOf(Uri address) => AddressOf(address);

    /// <inheritdoc/>
    public override LaneSet CreateLanes(TimeProvider clock) => ServiceLimits.CreateLanes(clock);

    /// <inheritdoc/>
    public override int Authorize(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation(KeyHeader, _key);
        return 0;
    }

    /// <inheritdoc/>
    public override string ReadError(ReadOnlyMemory<byte> body) => ServiceErrorReader.Read(body);

    /// <inheritdoc/>
    public override bool SaysNotThere(int status, ReadOnlyMemory<byte> body) => ServiceErrorReader.SaysNotThere(status, body);
}
