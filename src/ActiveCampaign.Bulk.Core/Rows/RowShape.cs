using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>The column names that a run of rows shares, in order.</summary>
internal sealed class RowShape
{
    /// <summary>Makes a shape of its column names.</summary>
    /// <param name="columns">The names.</param>
    /// <param name="settled">How many of them the first row had; null for all.</param>
    /// <param name="mayGrow">Whether later rows may bring more.</param>
    public RowShape(IReadOnlyList<string> columns, int? settled = null, bool mayGrow = false)
    {
        Columns = columns;
        Settled = settled ?? columns.Count;
        MayGrow = mayGrow;
    }

    /// <summary>The names as the input spells them.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>So many columns the first row had. What is wrong with one of them ends the run, with a later one it refuses the rows that have a value there.</summary>
    public int Settled { get; }

    /// <summary>Whether rows that were not read yet may bring more columns.</summary>
    public bool MayGrow { get; }

    /// <summary>The file they are from; null for rows of a pipeline.</summary>
    public string? Path { get; init; }

    /// <summary>The sheet they are from, where the file is a workbook.</summary>
    public string? Sheet { get; init; }

    /// <summary>What separates the cells of the file, where that was found by counting.</summary>
    public char? FoundDelimiter { get; init; }

    /// <summary>The first records below the header with their lines, for telling what is wrong with it.</summary>
    public IReadOnlyList<(long Line, IReadOnlyList<string> Cells)> Lead { get; set; } = [];

    /// <summary>What to create in the account for a column that is a custom field of another service; null where that is not known.</summary>
    public IReadOnlyDictionary<string, string>? FieldTypes { get; init; }

    /// <summary>The place of a column, spelled as here; -1 where there is none.</summary>
    public int IndexOf(string column)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i], column, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }

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
