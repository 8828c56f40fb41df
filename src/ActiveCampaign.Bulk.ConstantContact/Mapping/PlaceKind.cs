namespace ActiveCampaign.Bulk.ConstantContact.Mapping;

/// <summary>What the cells of a column become.</summary>
internal enum PlaceKind
{
    /// <summary>Nothing.</summary>
    Ignored,

    /// <summary>Nothing: the column has no name, and must be blank.</summary>
    Nameless,

    /// <summary>The address.</summary>
    Email,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A telephone number, of which a contact has three at most.</summary>
    Phone,

    /// <summary>A birthday as one date.</summary>
    Birthday,

    /// <summary>The month of a birthday.</summary>
    Month,

    /// <summary>The day of a birthday.</summary>
    Day,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A number for text messages.</summary>
    Sms,

    /// <summary>A custom field.</summary>
    Custom,

    /// <summary>Whether the contact has opted out; it goes nowhere itself.</summary>
    OptOut,

    /// <summary>Whether the contact may be written to, as an export says it; it goes nowhere itself.</summary>
    Permission,

    /// <summary>Tags, which the contact gets by an activity that comes after the import.</summary>
    Tags,

    /// <summary>Lists of each row, which an import does not take.</summary>
    Refused,
}
