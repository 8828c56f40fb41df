using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Contract;

/// <summary>Where a batch stands at the service.</summary>
public enum BatchState
{
    /// <summary>The service does not know the batch yet (status <c>false</c>, about the first second) or any more.</summary>
    NotKnown,

    /// <summary>Received.</summary>
    Waiting,

    /// <summary>Taken by a worker.</summary>
    Claimed,

    /// <summary>Being applied.</summary>
    Active,

    /// <summary>Ended; some contacts may have failed.</summary>
    Completed,

    /// <summary>Ended without a word on what was applied.</summary>
    Failed,

    /// <summary>Stopped on the way; a part may have been applied.</summary>
    Interrupted,
}

/// <summary>One look at a batch.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="SuccessIds">Ids of contacts the service reports as done: created, or created and updated; null when not given.</param>
/// <param name="FailedEmails">Addresses the service reports as failed, without reasons.</param>
internal sealed record BatchStatus(BatchState State, IReadOnlyList<string>? SuccessIds, IReadOnlyList<string> FailedEmails)
{
    /// <summary>How many more failed without anybody saying which; a service may give numbers alone.</summary>
    public int Nameless { get; init; }

    /// <summary>How many contacts it has seen, whatever became of them; null where it does not say. What it has not seen was not taken.</summary>
    public int? Seen { get; init; }

    /// <summary>How many of the contacts that were sent failed or were not seen, without anybody saying which.</summary>
    public int Missed(int sent) => Nameless + Math.Max(0, sent - (Seen ?? sent));

    /// <summary>Whether the service is done with the batch.</summary>
    public bool IsTerminal => State is BatchState.Completed or BatchState.Failed or BatchState.Interrupted;
}
