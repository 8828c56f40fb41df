namespace ActiveCampaign.Bulk.Core.Contract;

/// <summary>How many contacts an account may have.</summary>
/// <param name="Limit">So many.</param>
/// <param name="Total">So many it has.</param>
internal sealed record AccountRoom(long Limit, long Total);
