namespace ActiveCampaign.Bulk.Simulator;

/// <summary>Why a contact of an accepted batch failed. The service never tells this.</summary>
public enum RefusalCause
{
    /// <summary>It did not fail.</summary>
    None,

    /// <summary>The address breaks the service's rules.</summary>
    MalformedAddress,

    /// <summary>The address is on the exclusion list.</summary>
    Excluded,

    /// <summary>Mail to the address has bounced.</summary>
    Bounced,

    /// <summary>The contact has left a list that the import would add it to.</summary>
    Unsubscribed,

    /// <summary>The account may not hold another contact.</summary>
    ContactLimit,

    /// <summary>A value does not fit its field, see <see cref="BadFieldValue.FailContact"/>.</summary>
    BadFieldValue,
}
