namespace ActiveCampaign.Bulk.Core.Exclusion;

/// <summary>How an exclusion list names an address.</summary>
public enum ExclusionMatch
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>As an address.</summary>
    Address,

    /// <summary>As a hash: whoever keeps the list does not keep the address.</summary>
    Hash,
}
