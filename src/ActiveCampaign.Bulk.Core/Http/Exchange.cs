using System;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>How far a call came.</summary>
public enum ExchangeKind
{
    /// <summary>The service answered.</summary>
    Answered,

    /// <summary>No connection was made, so the service knows nothing of the call.</summary>
    NotSent,

    /// <summary>The call went out and no whole answer came back: nobody knows whether it had an effect.</summary>
    Lost,
}

/// <summary>One call and what came of it.</summary>
/// <param name="Kind">How far it came.</param>
/// <param name="Answer">The answer, where there is one.</param>
/// <param name="Failure">Why there is none.</param>
internal sealed record Exchange(ExchangeKind Kind, ServiceAnswer? Answer, Exception? Failure)
{
    /// <summary>The status, or 0 without an answer.</summary>
    public int Status => Answer?.Status ?? 0;

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>An answered call.</summary>
    public static Exchange Answered(ServiceAnswer answer) => new(ExchangeKind.Answered, answer, null);
}
