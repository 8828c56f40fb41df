namespace ActiveCampaign.Bulk.Core.Runs;

/// <summary>What a run tells whoever drains it.</summary>
internal abstract record RunEvent;
