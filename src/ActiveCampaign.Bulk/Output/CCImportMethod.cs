namespace ActiveCampaign.Bulk;

/// <summary>How contacts reach Constant Contact.</summary>
public enum CCImportMethod
{
    /// <summary>As a CSV file, and as JSON where a column is documented for JSON alone.</summary>
    Auto,

    /// <summary>As CSV files.</summary>
    Csv,

    /// <summary>As JSON.</summary>
    Json,
}
