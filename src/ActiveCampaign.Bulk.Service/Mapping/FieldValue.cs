
namespace ActiveCampaign.Bulk.Service.Mapping;

/// <summary>The value of one custom field; empty clears it.</summary>
/// <param name="Id">The field's numeric id.</param>
/// <param name="Value">The text that goes over the wire.</param>
internal readonly record struct FieldValue(int Id, string Value);
