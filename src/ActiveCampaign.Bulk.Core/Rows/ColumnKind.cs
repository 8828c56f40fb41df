namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>What a column of the input is for.</summary>
public enum ColumnKind
{
    /// <summary>Left out on purpose.</summary>
    Ignored,

    /// <summary>The address.</summary>
    Email,

    /// <summary>First name.</summary>
    FirstName,

    /// <summary>Last name.</summary>
    LastName,

    /// <summary>Phone number.</summary>
    Phone,

    /// <summary>Account (company) name.</summary>
    Account,

    /// <summary>Tag names.</summary>
    Tags,

    /// <summary>Names or ids of lists to subscribe to.</summary>
    Lists,

    /// <summary>Says whether the contact has opted out; it goes nowhere itself.</summary>
    OptOut,

    /// <summary>Says whether the contact may be written to, as an export does; it goes nowhere itself.</summary>
    Standing,

    /// <summary>Names or ids of lists to unsubscribe from.</summary>
    ListsUnsubscribed,

    /// <summary>A custom field.</summary>
    Field,

    /// <summary>A column without a name: it must be blank.</summary>
    Nameless,
}
