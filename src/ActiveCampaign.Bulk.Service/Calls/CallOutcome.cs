namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>How a deletion ended.</summary>
internal enum CallOutcome
{
    /// <summary>It took place.</summary>
    Done,

    /// <summary>The service refused.</summary>
    Refused,

    /// <summary>No answer came, however often it was asked for.</summary>
    Lost,
}
