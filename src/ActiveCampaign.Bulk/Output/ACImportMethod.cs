namespace ActiveCampaign.Bulk;

/// <summary>Which route rows take.</summary>
public enum ACImportMethod
{
    /// <summary>Single calls for ten contacts or fewer where nothing asked for is missing there, else the importer.</summary>
    Auto,

    /// <summary>The importer.</summary>
    Bulk,

    /// <summary>One contact a call.</summary>
    Single,
}
