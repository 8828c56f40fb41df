
namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>A value for a custom field as it was sent.</summary>
internal readonly record struct FieldInput(int Id, string Value);
