
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
}
