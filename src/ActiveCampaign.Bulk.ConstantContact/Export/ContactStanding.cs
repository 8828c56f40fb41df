namespace ActiveCampaign.Bulk.ConstantContact.Export;

/// <summary>How contacts may stand that are asked for.</summary>
public enum ContactStanding
{
    /// <summary>They may be written to.</summary>
    Active,

    /// <summary>They have left.</summary>
    Unsubscribed,

    /// <summary>They were deleted, and come back with an import.</summary>
    Deleted,

    /// <summary>They were asked to confirm, and have not answered.</summary>
    PendingConfirmation,

    /// <summary>They may not be written to for now.</summary>
    TempHold,

    /// <summary>There is no address to write to.</summary>
    NotSet,
}
