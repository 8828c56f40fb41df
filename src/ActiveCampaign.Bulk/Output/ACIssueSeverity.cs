namespace ActiveCampaign.Bulk;

/// <summary>What an issue means for the import.</summary>
public enum ACIssueSeverity
{
    /// <summary>The import takes the rows.</summary>
    Warning,

    /// <summary>The import refuses the rows, or ends.</summary>
    Error,
}
