namespace ActiveCampaign.Bulk.Simulator.Import;

/// <summary>A value for a custom field as it was sent.</summary>
internal readonly record struct FieldInput(int Id, string Value);
