namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>What a column of an export holds, in the order in which they stand.</summary>
public enum ContactColumnKind
{
    /// <summary>The contact's id.</summary>
    Id,

    /// <summary>Its address.</summary>
    Email,

    /// <summary>First name.</summary>
    FirstName,

    /// <summary>Last name.</summary>
    LastName,

    /// <summary>Phone number.</summary>
    Phone,

    /// <summary>Name of its account (company).</summary>
    Account,

    /// <summary>How it stands on the list of the query, or on all lists together.</summary>
    Status,

    /// <summary>When it was made.</summary>
    Created,

    /// <summary>When it was changed.</summary>
    Updated,

    /// <summary>A custom field.</summary>
    Field,

    /// <summary>Names of its tags.</summary>
    Tags,

    /// <summary>Lists it is active on.</summary>
    Lists,

    /// <summary>Lists it has left.</summary>
    ListsUnsubscribed,

    /// <summary>Lists it has not confirmed yet.</summary>
    ListsUnconfirmed,

    /// <summary>Lists whose mail to it came back; in backups.</summary>
    ListsBounced,

    /// <summary>The host of its account; in backups.</summary>
    Host,
}
