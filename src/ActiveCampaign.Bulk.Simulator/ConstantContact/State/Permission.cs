namespace ActiveCampaign.Bulk.Simulator.ConstantContact.State;

/// <summary>Whether the account may write to a contact.</summary>
public enum Permission
{
    /// <summary>By business; what an import gives to new contacts.</summary>
    Implicit,

    /// <summary>The contact has asked for it.</summary>
    Explicit,

    /// <summary>The contact was asked and has not answered yet.</summary>
    PendingConfirmation,

    /// <summary>No: the contact has left.</summary>
    Unsubscribed,

    /// <summary>Not for now.</summary>
    TempHold,

    /// <summary>There is no address to write to.</summary>
    NotSet,
}
