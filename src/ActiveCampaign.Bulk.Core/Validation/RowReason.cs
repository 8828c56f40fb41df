namespace ActiveCampaign.Bulk.Core.Validation;

/// <summary>Why a row was refused. The names are stable: hosts use them as error ids and in files.</summary>
public enum RowReason
{
    /// <summary>The row has no address.</summary>
    EmailMissing,

    /// <summary>The address breaks a rule of the service.</summary>
    EmailInvalid,

    /// <summary>A value was damaged when it was read: wrong encoding.</summary>
    EncodingDamaged,

    /// <summary>A cell holds what a program wrote instead of a value: an object, the name of a type, a spreadsheet's error, a number that is none.</summary>
    ValueUnreadable,

    /// <summary>The row has more or fewer cells than the header.</summary>
    RowRagged,

    /// <summary>A quote inside a cell that is not quoted, or text behind a closing quote.</summary>
    QuoteMisplaced,

    /// <summary>A quote is opened and never closed.</summary>
    QuoteUnclosed,

    /// <summary>The row has a column that earlier ones did not have and that matches nothing the account has.</summary>
    UnknownColumn,

    /// <summary>The row has two columns that lead to the same place.</summary>
    DuplicateColumn,

    /// <summary>The row alone is larger than a request may be.</summary>
    RowTooLarge,

    /// <summary>A list that does not exist.</summary>
    ListUnknown,

    /// <summary>The same list is to be joined and left.</summary>
    ListConflict,

    /// <summary>Whether the contact has opted out cannot be told from the cell.</summary>
    OptOutUnclear,

    /// <summary>The address is one of those that are never to be imported.</summary>
    Excluded,

    /// <summary>A tag that does not exist, and new ones are not allowed.</summary>
    TagUnknown,

    /// <summary>More new tags than allowed.</summary>
    TagLimit,

    /// <summary>A date that is not ISO and not in the given format.</summary>
    DateInvalid,

    /// <summary>A text that is none of the field's options.</summary>
    OptionUnknown,

    /// <summary>Several values for what holds one.</summary>
    ValueNotSingle,

    /// <summary>A value longer than the service keeps.</summary>
    ValueTooLong,

    /// <summary>A value that is none of the kind that its place holds.</summary>
    ValueInvalid,

    /// <summary>More values of a kind than a contact may have.</summary>
    TooManyValues,

    /// <summary>The address came before in the input, and repeated ones are not allowed.</summary>
    AddressRepeated,

    /// <summary>The contact left a list that the row would put it on.</summary>
    ConsentWithdrawn,

    /// <summary>A later activity, or the contact itself, has changed since what the row would undo.</summary>
    ChangedSince,

    /// <summary>The account has no such contact.</summary>
    NotFound,

    /// <summary>The contact with that id has another address than the row.</summary>
    ContactMismatch,

    /// <summary>A text of the contact came damaged from the service, so that no backup could bring it back.</summary>
    BackupDamaged,

    /// <summary>The service named the row when it refused the batch.</summary>
    RefusedByService,

    /// <summary>The service took the batch and reported the address as failed, without a reason.</summary>
    FailedAtService,

    /// <summary>The service refused the whole batch.</summary>
    BatchRefused,

    /// <summary>The service ends a batch as failed even with this row alone in it, without a reason.</summary>
    FailsAlone,

    /// <summary>The service ended the batch, and the contact is on a list all the same that the row takes it off.</summary>
    NotConfirmed,
}
