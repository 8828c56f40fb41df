
namespace ActiveCampaign.Bulk.Core.Settings;

/// <summary>Which route rows take.</summary>
public enum ImportMethod
{
    /// <summary>Single calls for ten contacts or fewer where nothing asked for is missing there, else the importer.</summary>
    Auto,

    /// <summary>The importer.</summary>
    Bulk,

    /// <summary>One contact a call.</summary>
    Single,

    /// <summary>The importer, with batches as CSV files, where a service takes them so.</summary>
    Csv,

    /// <summary>The importer, with batches as JSON, where a service takes files too.</summary>
    Json,
}
