using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>Which lane a call takes.</summary>
public enum CallLane
{
    /// <summary>Any call but an import.</summary>
    General,

    /// <summary>An import of several contacts.</summary>
    Bulk,

    /// <summary>An import of one contact.</summary>
    Single,
}

/// <summary>A call to make.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Route">Route below the API's base, with its query.</param>
/// <param name="Lane">Lane.</param>
/// <param name="Body">Body, or default for none.</param>
internal sealed record ServiceCall(HttpMethod Method, string Route, CallLane Lane = CallLane.General, ArraySegment<byte> Body = default)
{
    /// <summary>What the body is.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Tells an answer that refuses the call for its rate though its status is not 429.</summary>
    public Func<ServiceAnswer, bool>? IsRateRefusal { get; init; }

    /// <summary>Tells an answer that refuses the call since the account has too much to do, whatever its status: it comes back, and no lane waits for it.</summary>
    public Func<ServiceAnswer, bool>? IsFull { get; init; }

    /// <summary>Runs when the lane has granted the call and before it leaves; the journal is written here.</summary>
    public Func<Task>? BeforeSend { get; init; }

    /// <summary>Ends the call even while it is out. The other token only ends the waiting before it.</summary>
    public CancellationToken Abort { get; init; }

    /// <summary>
    /// Tells an answer that is surely about what the call is for, and neither about token, plan nor rate: it comes back at
    /// once. Where this is given, a 401 or 403 that stays though the token is good comes back too.
    /// </summary>
    public Func<ServiceAnswer, bool>? IsAboutTarget { get; init; }

    /// <summary>How long such a refusal pauses the lane.</summary>
    public TimeSpan RateRefusalPause { get; init; }
}
