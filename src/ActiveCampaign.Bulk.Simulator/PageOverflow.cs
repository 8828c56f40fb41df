namespace ActiveCampaign.Bulk.Simulator;

/// <summary>What a page size over the maximum of 100 gives.</summary>
public enum PageOverflow
{
    /// <summary>A page of 100.</summary>
    Clamp,

    /// <summary>A page of the default size.</summary>
    UseDefault,
}
