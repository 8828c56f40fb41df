namespace ActiveCampaign.Bulk.Simulator.ConstantContact.State;

/// <summary>The states of an activity.</summary>
public enum ActivityState
{
    /// <summary>Received.</summary>
    Initialized,

    /// <summary>Being worked on.</summary>
    Processing,

    /// <summary>Done, whatever became of its rows.</summary>
    Completed,

    /// <summary>Stopped by somebody.</summary>
    Cancelled,

    /// <summary>Ended by an error.</summary>
    Failed,

    /// <summary>Ended for taking too long.</summary>
    TimedOut,
}
