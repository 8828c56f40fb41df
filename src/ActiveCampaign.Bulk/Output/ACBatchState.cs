namespace ActiveCampaign.Bulk;

/// <summary>Where a batch stands.</summary>
public enum ACBatchState
{
    /// <summary>Taken by the service, which has not ended it.</summary>
    Pending,

    /// <summary>Ended by the service; some rows may be refused.</summary>
    Completed,

    /// <summary>Refused whole; nothing of it was imported.</summary>
    Refused,

    /// <summary>Ended by the service as failed; nothing is assumed of its rows.</summary>
    Failed,

    /// <summary>Stopped by the service on the way; a part may have been applied.</summary>
    Interrupted,

    /// <summary>Sent, and the answer was lost.</summary>
    Unknown,

    /// <summary>Planned and not sent: its rows wait for a batch whose end is not known.</summary>
    NotSent,
}
