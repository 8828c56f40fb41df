namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Whether a later row of an address may be sent, as far as the batch with the earlier one is concerned.</summary>
internal enum BatchEnd
{
    /// <summary>Not yet: it has not left, or the service has not ended it.</summary>
    Open,

    /// <summary>The service is done with it, or never got it.</summary>
    Ended,

    /// <summary>Nobody knows, and this run will not learn it.</summary>
    Lost,
}
