namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>A contact's value in a custom field.</summary>
internal readonly record struct FieldEntry(int Id, int FieldId, string Value, Moment Since);
