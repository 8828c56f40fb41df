using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>How the calls of a service look: where they go, what shows who calls, and what its errors say. Safe for several threads.</summary>
internal abstract class ServiceWire
{
    /// <summary>The route of the cheapest call that shows whether the credentials are good.</summary>
    public abstract string Probe { get; }

    /// <summary>How long a 429 without Retry-After holds.</summary>
    public abstract TimeSpan DefaultRetryAfter { get; }

    /// <summary>The API's base address, as a user gives it or as it stands in full.</summary>
    /// <exception cref="BulkException">It is neither https nor loopback, or no address at all.</exception>
    public abstract Uri BaseOf(Uri address);

    /// <summary>The host by which journals are kept: accounts that share an address may not share it.</summary>
    public virtual string HostOf(Uri address) => address.Authority;

    /// <summary>The lanes of an account, for one process.</summary>
    public abstract LaneSet CreateLanes(TimeProvider clock);

    /// <summary>Sees to it that there are good credentials, before a call is noted anywhere: what ends here was never sent.</summary>
    /// <exception cref="BulkException">There are none that are good.</exception>
    public virtual Task ReadyAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Puts the credentials into a request; returns the number of these, which is another one whenever they were renewed.</summary>
    public abstract int Authorize(HttpRequestMessage request);

    /// <summary>Credentials were answered with 401: gets others. False where there are no others, as with a key.</summary>
    /// <param name="refused">The number of those that were refused; calls that come later with the same one find them renewed.</param>
    /// <param name="token">Ends it.</param>
    public virtual Task<bool> RenewAsync(int refused, CancellationToken token) => Task.FromResult(false);

    /// <summary>
    /// What ends the work at once, since no pause of a lane helps: a day's calls that are spent, say. Null for every answer
    /// that does not.
    /// </summary>
    /// <param name="answer">The answer.</param>
    /// <param name="now">The service's time.</param>
    public virtual BulkException? FindEnd(ServiceAnswer answer, DateTimeOffset now) => null;

    /// <summary>What is said where the service takes none of the credentials any more.</summary>
    public virtual BulkException Refused(string host) => new(BulkError.TokenRefused, Texts.TokenRefused(host), host);

    /// <summary>What is said where the service takes the credentials and does not allow what is asked for.</summary>
    public virtual BulkException Denied(string route, string host, ReadOnlyMemory<byte> body) => new(BulkError.AccessDenied, Texts.AccessDenied(route, host), host);

    /// <summary>An error as one readable text; empty when the body holds none (HTML, nothing, cut JSON).</summary>
    public abstract string ReadError(ReadOnlyMemory<byte> body);

    /// <summary>
    /// Whether the service says that there is no such thing. A status without its words may be a gateway's for everything,
    /// and says nothing of what was asked for.
    /// </summary>
    public abstract bool SaysNotThere(int status, ReadOnlyMemory<byte> body);
}
