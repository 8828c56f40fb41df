using ActiveCampaign.Bulk.Core.Catalog;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>Where the values of one column go.</summary>
/// <param name="Column">The column as the input spells it.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Field">The custom field, for <see cref="ColumnKind.Field"/>.</param>
/// <param name="ClearsWhenBlank">Whether a blank cell clears the value at the service.</param>
public sealed record ColumnTarget(string Column, ColumnKind Kind, FieldDefinition? Field = null, bool ClearsWhenBlank = false);
