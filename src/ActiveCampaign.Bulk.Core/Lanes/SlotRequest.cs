namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>Who asks for a slot.</summary>
/// <param name="Seat">The lane that asks.</param>
/// <param name="Capacity">Its capacity: the rule's, or a share of it.</param>
/// <param name="Rule">The rule.</param>
internal readonly record struct SlotRequest(long Seat, int Capacity, LaneRule Rule);
