namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>The right to make one call, from when it was granted until it is given back.</summary>
/// <param name="GrantedAt">Timestamp of the lane's clock.</param>
internal readonly record struct LaneSlot(long GrantedAt);
