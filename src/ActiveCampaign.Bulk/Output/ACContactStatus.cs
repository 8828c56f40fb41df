namespace ActiveCampaign.Bulk;

/// <summary>How a contact stands on a list.</summary>
public enum ACContactStatus
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
