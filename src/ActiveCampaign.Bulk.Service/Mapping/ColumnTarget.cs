using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Mapping;

/// <summary>Where the values of one column go.</summary>
/// <param name="Column">The column as the input spells it.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Field">The custom field, for <see cref="ColumnKind.Field"/>.</param>
/// <param name="ClearsWhenBlank">Whether a blank cell clears the value at the service.</param>
internal sealed record ColumnTarget(string Column, ColumnKind Kind, FieldDefinition? Field = null, bool ClearsWhenBlank = false)
{
    /// <summary>Where they go, in words.</summary>
    public string Words => Kind switch
    {
        ColumnKind.Field => $"{Field!.Title} (field {Field.Id})",
        ColumnKind.Ignored => "(left out)",
        _ => Kind.ToString(),
    };

    /// <summary>What refuses a row that has a value there: the column came late and does not fit. Null for most.</summary>
    public RowProblem? Problem { get; init; }

    /// <summary>The place of an earlier column that leads to the same, of which a row may have a value in one; -1 for none.</summary>
    public int Twin { get; init; } = -1;
}
