namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>A contact's place on a list.</summary>
internal readonly record struct ListLink(int Id, int ListId, ContactListStatus Status, int SourceId, Moment Since);
