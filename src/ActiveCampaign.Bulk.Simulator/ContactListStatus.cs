namespace ActiveCampaign.Bulk.Simulator;

/// <summary>The state of a contact on a list.</summary>
public enum ContactListStatus
{
    /// <summary>Not confirmed yet.</summary>
    Unconfirmed = 0,

    /// <summary>Subscribed.</summary>
    Active = 1,

    /// <summary>Has left the list.</summary>
    Unsubscribed = 2,

    /// <summary>Mail to it came back.</summary>
    Bounced = 3,
}
