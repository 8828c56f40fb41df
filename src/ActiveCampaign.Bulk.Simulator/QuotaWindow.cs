namespace ActiveCampaign.Bulk.Simulator;

/// <summary>How the import quotas forget old requests. The service does not say which one it uses.</summary>
public enum QuotaWindow
{
    /// <summary>A request stops counting a full window after it arrived.</summary>
    Rolling,

    /// <summary>All requests stop counting at the start of the next clock minute.</summary>
    Fixed,
}
