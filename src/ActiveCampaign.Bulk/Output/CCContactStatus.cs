namespace ActiveCampaign.Bulk;

/// <summary>How a contact of Constant Contact stands.</summary>
public enum CCContactStatus
{
    /// <summary>It may be written to.</summary>
    Active,

    /// <summary>It has left.</summary>
    Unsubscribed,

    /// <summary>It was deleted, and comes back with an import.</summary>
    Deleted,

    /// <summary>It was asked to confirm, and has not answered.</summary>
    PendingConfirmation,

    /// <summary>It may not be written to for now.</summary>
    TempHold,

    /// <summary>There is no address to write to.</summary>
    NotSet,
}
