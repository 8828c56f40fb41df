namespace ActiveCampaign.Bulk.Core.Runs;

/// <summary>What a run tells whoever drains it.</summary>
public abstract record RunEvent;
