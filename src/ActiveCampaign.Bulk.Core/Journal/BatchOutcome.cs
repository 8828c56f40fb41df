namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>What the journal knows of a batch. The order is the order of its life.</summary>
public enum BatchOutcome
{
    /// <summary>Sent and not answered: the answer was lost, or a kill came between.</summary>
    Unknown,

    /// <summary>Taken by the service, which has not ended it.</summary>
    Pending,

    /// <summary>Refused, and its remaining rows went on in another batch.</summary>
    Replaced,

    /// <summary>Refused whole.</summary>
    Refused,

    /// <summary>Never left: the run ended first.</summary>
    NotSent,

    /// <summary>Ended by the service, rows settled one by one.</summary>
    Completed,

    /// <summary>Ended by the service as failed; nothing is assumed.</summary>
    Failed,

    /// <summary>Stopped by the service on the way.</summary>
    Interrupted,
}
