namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>What a file of contacts looks like.</summary>
public enum ExportFormat
{
    /// <summary>CSV by RFC 4180.</summary>
    Csv,

    /// <summary>A JSON object on each line.</summary>
    JsonLines,
}
