namespace ActiveCampaign.Bulk.Core.Contract;

/// <summary>Whether a row is in the account.</summary>
public enum RowPresence
{
    /// <summary>The contact has everything the row says.</summary>
    In,

    /// <summary>There is no such contact, or it lacks something and was not changed since the row was sent.</summary>
    NotIn,

    /// <summary>The contact lacks something and was changed since: somebody else may have taken it away again.</summary>
    Unclear,
}
