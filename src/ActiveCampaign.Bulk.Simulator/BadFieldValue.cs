namespace ActiveCampaign.Bulk.Simulator;

/// <summary>What an import does with a value that does not fit its field: an unknown option or a malformed date.</summary>
public enum BadFieldValue
{
    /// <summary>Stores it as it was sent.</summary>
    Store,

    /// <summary>Leaves the field as it was.</summary>
    Drop,

    /// <summary>Fails the contact.</summary>
    FailContact,
}
