namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>How an activity stands for those that wait for it.</summary>
public enum DependencyStand
{
    /// <summary>Somebody is at work on it, or the service is.</summary>
    Waiting,

    /// <summary>Every row is settled, done or refused.</summary>
    Settled,

    /// <summary>Rows were not sent, or nobody knows what became of them: no waiting settles these.</summary>
    Open,

    /// <summary>The service has had it for so long without a change that it is not waited for any more.</summary>
    Stalled,
}
