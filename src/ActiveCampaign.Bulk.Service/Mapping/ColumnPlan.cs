using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Service.Mapping;

/// <summary>Where each column of a shape goes, position by position.</summary>
/// <param name="Shape">The columns.</param>
/// <param name="Targets">A target per column.</param>
internal sealed record ColumnPlan(RowShape Shape, IReadOnlyList<ColumnTarget> Targets)
{
    /// <summary>Whether a column of that kind is there.</summary>
    public bool Has(ColumnKind kind)
    {
        foreach (ColumnTarget target in Targets)
        {
            if (target.Kind == kind)
                return true;
        }

        return false;
    }
}
