using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.ConstantContact.Mapping;

/// <summary>Where the cells of one column go.</summary>
/// <param name="Column">The column as the input spells it.</param>
/// <param name="Kind">What its cells become.</param>
/// <param name="Key">What the import calls it; empty where it goes nowhere.</param>
/// <param name="MaxLength">Characters at most.</param>
/// <param name="Field">The custom field, for <see cref="PlaceKind.Custom"/>.</param>
internal sealed record ColumnPlace(string Column, PlaceKind Kind, string Key, int MaxLength = 0, CustomField? Field = null)
{
    /// <summary>What refuses a row that has a value there: the column came late and does not fit. Null for most.</summary>
    public RowProblem? Problem { get; init; }

    /// <summary>The place of an earlier column that leads to the same, of which a row may have a value in one; -1 for none.</summary>
    public int Twin { get; init; } = -1;

    /// <summary>Whether it leads anywhere.</summary>
    public bool Leads => Kind is not (PlaceKind.Ignored or PlaceKind.Nameless);
}
