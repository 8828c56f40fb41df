namespace ActiveCampaign.Bulk.Simulator;

/// <summary>What the status of a batch that nobody has sent looks like.</summary>
public enum UnknownBatch
{
    /// <summary>200 with the status <c>false</c> and empty arrays.</summary>
    StatusFalse,

    /// <summary>404 with a message.</summary>
    NotFound404,
}
