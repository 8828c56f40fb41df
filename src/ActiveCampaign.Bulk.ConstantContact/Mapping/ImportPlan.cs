using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.ConstantContact.Mapping;

/// <summary>Where each column of a shape goes, position by position.</summary>
/// <param name="Shape">The columns.</param>
/// <param name="Places">A place for each.</param>
/// <param name="Layout">What rows become.</param>
internal sealed record ImportPlan(RowShape Shape, IReadOnlyList<ColumnPlace> Places, ImportLayout Layout)
{
    /// <summary>The column of addresses.</summary>
    public string EmailColumn { get; } = Places.First(place => place.Kind == PlaceKind.Email).Column;
}
