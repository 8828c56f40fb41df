namespace ActiveCampaign.Bulk.Simulator;

/// <summary>How an exclusion compares its phrase with an address.</summary>
public enum ExclusionMatch
{
    /// <summary>The whole address.</summary>
    Exact,

    /// <summary>The end of the address.</summary>
    End,
}
