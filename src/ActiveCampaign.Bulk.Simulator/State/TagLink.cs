namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>A contact's tag; the service removes it by the id of this link.</summary>
internal readonly record struct TagLink(int Id, int TagId, Moment Since);
