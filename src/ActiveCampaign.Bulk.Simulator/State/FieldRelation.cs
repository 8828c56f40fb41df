namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>Ties a custom field to a list; list 0 is all.</summary>
internal sealed record FieldRelation(int Id, int ListId);
