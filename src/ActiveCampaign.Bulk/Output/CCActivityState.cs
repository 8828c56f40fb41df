namespace ActiveCampaign.Bulk;

/// <summary>Constant Contact's own word for an activity.</summary>
public enum CCActivityState
{
    /// <summary>The service has no such activity: nothing was sent, the answer was lost, or it is older than ten days.</summary>
    NotKnown,

    /// <summary>Received.</summary>
    Initialized,

    /// <summary>Being applied.</summary>
    Processing,

    /// <summary>Ended; its counters say how many people failed.</summary>
    Completed,

    /// <summary>Ended by the service before its time; a part may have been applied.</summary>
    Cancelled,

    /// <summary>Ended without a word on what was applied.</summary>
    Failed,

    /// <summary>Ended since it took too long; a part may have been applied.</summary>
    TimedOut,
}
