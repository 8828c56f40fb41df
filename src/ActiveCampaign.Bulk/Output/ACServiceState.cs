namespace ActiveCampaign.Bulk;

/// <summary>The service's own word for a batch.</summary>
public enum ACServiceState
{
    /// <summary>The service does not know the batch yet (about the first second) or any more.</summary>
    NotKnown,

    /// <summary>Received.</summary>
    Waiting,

    /// <summary>Taken by a worker.</summary>
    Claimed,

    /// <summary>Being applied.</summary>
    Active,

    /// <summary>Ended.</summary>
    Completed,

    /// <summary>Ended without a word on what was applied.</summary>
    Failed,

    /// <summary>Stopped on the way.</summary>
    Interrupted,
}
