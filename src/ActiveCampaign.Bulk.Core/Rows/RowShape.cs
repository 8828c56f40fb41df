using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>The column names that a run of rows shares, in order.</summary>
public sealed class RowShape
{
    /// <summary>Makes a shape of its column names.</summary>
    public RowShape(IReadOnlyList<string> columns)
    {
        Columns = columns ?? throw new ArgumentNullException(nameof(columns));
    }

    /// <summary>The names as the input spells them.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Whether these are the same names in the same order.</summary>
    public bool Matches(IReadOnlyList<string> names)
    {
        if (names is null || names.Count != Columns.Count)
            return false;
        for (int i = 0; i < names.Count; i++)
        {
            if (!string.Equals(names[i], Columns[i], StringComparison.Ordinal))
                return false;
        }

        return true;
    }
}
