namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Whether a later row of an address may be sent, as far as the batch that holds an earlier one is concerned.</summary>
internal enum BatchEnd
{
    /// <summary>Not yet: the service has not ended the batch.</summary>
    Open,

    /// <summary>The service is done with it, or never got it.</summary>
    Ended,

    /// <summary>Nobody knows, and this run will not learn it.</summary>
    Lost,
}
