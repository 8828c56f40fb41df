using System;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>What came back over the wire, whole.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The body, possibly empty.</param>
/// <param name="RetryAfter">What the service asked to wait, or null.</param>
/// <param name="Remaining">Calls left in the service's window (RateLimit-Remaining), or null.</param>
/// <param name="Date">The service's time when it answered, in whole seconds, or null.</param>
internal sealed record ServiceAnswer(int Status, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter = null, int? Remaining = null, DateTimeOffset? Date = null)
{
    /// <summary>Whether the status is 2xx. The service's created and updated codes vary by endpoint.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The number of the credentials that the call was made with.</summary>
    public int Credentials { get; init; }
}
