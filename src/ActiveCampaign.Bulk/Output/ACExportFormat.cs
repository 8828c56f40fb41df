namespace ActiveCampaign.Bulk;

/// <summary>What a file of contacts looks like.</summary>
public enum ACExportFormat
{
    /// <summary>CSV by RFC 4180.</summary>
    Csv,

    /// <summary>A JSON object on each line.</summary>
    JsonLines,
}
