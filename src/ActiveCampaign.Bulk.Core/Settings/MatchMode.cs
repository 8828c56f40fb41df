
namespace ActiveCampaign.Bulk.Core.Settings;

/// <summary>Which rows are looked up in the account before they are sent.</summary>
public enum MatchMode
{
    /// <summary>None: the importer finds a contact by its address, or creates it.</summary>
    None,

    /// <summary>Those that have an id and no address.</summary>
    IdOnly,

    /// <summary>All of them: what the account does not have is refused, and none is created.</summary>
    All,
}
