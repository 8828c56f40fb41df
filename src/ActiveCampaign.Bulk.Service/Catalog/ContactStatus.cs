namespace ActiveCampaign.Bulk.Service.Catalog;

/// <summary>How a contact stands on a list; the numbers are the service's.</summary>
public enum ContactStatus
{
    /// <summary>Asked to confirm, and has not yet.</summary>
    Unconfirmed,

    /// <summary>Gets mail.</summary>
    Active,

    /// <summary>Has left.</summary>
    Unsubscribed,

    /// <summary>Mail to it comes back.</summary>
    Bounced,
}
