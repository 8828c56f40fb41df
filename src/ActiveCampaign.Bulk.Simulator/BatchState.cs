namespace ActiveCampaign.Bulk.Simulator;

/// <summary>The states of an imported batch, in their order.</summary>
public enum BatchState
{
    /// <summary>Just received; the service says <c>false</c>.</summary>
    Received,

    /// <summary>Waiting to be picked up.</summary>
    Waiting,

    /// <summary>Picked up.</summary>
    Claimed,

    /// <summary>Being worked on.</summary>
    Active,

    /// <summary>Done; every row was applied or failed by itself.</summary>
    Completed,

    /// <summary>Ended with nothing applied.</summary>
    Failed,

    /// <summary>Stopped on the way; a part may have been applied.</summary>
    Interrupted,
}
