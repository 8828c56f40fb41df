namespace ActiveCampaign.Bulk;

/// <summary>How an activity stands.</summary>
public enum ACActivityState
{
    /// <summary>A process is at it.</summary>
    Running,

    /// <summary>All input was sent; batches are still open at the service.</summary>
    Sent,

    /// <summary>Every row is settled.</summary>
    Completed,

    /// <summary>Stopped by the user, or killed.</summary>
    Stopped,

    /// <summary>Ended by an error.</summary>
    Failed,
}
