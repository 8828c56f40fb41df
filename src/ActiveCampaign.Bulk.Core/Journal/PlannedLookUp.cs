namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>What looking a contact up has brought.</summary>
internal enum PlannedLookUp
{
    /// <summary>The account has it.</summary>
    Found,

    /// <summary>The account does not have it.</summary>
    Missing,

    /// <summary>The contact with that id has another address than the row.</summary>
    Mismatch,

    /// <summary>The row names nobody by a text that is no address.</summary>
    Invalid,
}
