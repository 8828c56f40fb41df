using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>Takes rows of a reject file back: without its own columns, and with the cells as they once were.</summary>
internal sealed class RejectIntake
{
    private readonly int[] _kept;
    private readonly int _escaped;
    private readonly int _absent;

    private RejectIntake(RowShape shape, int[] kept, int escaped, int absent)
    {
        IReadOnlyList<string> columns = shape.Columns;
        _kept = kept;
        _escaped = escaped;
        _absent = absent;
        Shape = new RowShape(kept.Select(i => escaped < 0 ? columns[i] : SpreadsheetText.Unescape(columns[i])).ToArray(), kept.Count(i => i < shape.Settled), shape.MayGrow)
        {
            Path = shape.Path,

            // Whose columns stand where they stood names its cells.
            Sheet = kept.Where((from, to) => from != to).Any() ? null : shape.Sheet,
            FoundDelimiter = shape.FoundDelimiter,
            Lead = shape.Lead,
        };
    }

    /// <summary>The original columns.</summary>
    public RowShape Shape { get; }

    /// <summary>The intake for a shape; null when it is not that of a reject file. What is mapped stays.</summary>
    public static RejectIntake? For(RowShape shape, MappingSettings mapping)
    {
        IReadOnlyList<string> columns = shape.Columns;
        int[] kept = Enumerable.Range(0, columns.Count).Where(i => !RejectColumns.IsOne(columns[i].Trim()) || RejectColumns.IsOrigin(columns[i].Trim()) || IsMapped(columns[i], mapping)).ToArray();
        return kept.Length == columns.Count ? null : new RejectIntake(shape, kept, IndexOf(columns, RejectColumns.Escaped), IndexOf(columns, RejectColumns.Absent));
    }

    /// <summary>The row as it was once read, with the number and line it has here.</summary>
    public SourceRow Clean(SourceRow row)
    {
        bool isEscaped = _escaped >= 0 && CellText.ToText(row.Values[_escaped])?.Trim() == "1";
        string? absent = _absent < 0 ? null : Unescaped(CellText.ToText(row.Values[_absent]), isEscaped);
        object?[] values = new object?[_kept.Length];
        for (int i = 0; i < values.Length; i++)
        {
            object? value = row.Values[_kept[i]];
            values[i] = value is string text ? Unescaped(text, isEscaped) : value;

            // Somebody may have filled it in since.
            if (absent is not null && TextRules.IsBlank(CellText.ToText(values[i])) && RejectColumns.IsAbsent(absent, Shape.Columns[i]))
                values[i] = null;
        }

        return row with { Shape = Shape, Values = values };
    }

    private static string? Unescaped(string? text, bool isEscaped) => isEscaped && text is not null ? SpreadsheetText.Unescape(text) : text;

    private static bool IsMapped(string column, MappingSettings mapping) =>
        mapping.ColumnMap.Keys.Any(name => string.Equals(name.Trim(), column.Trim(), StringComparison.OrdinalIgnoreCase));

    private static int IndexOf(IReadOnlyList<string> columns, string name)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            if (string.Equals(columns[i].Trim(), name, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }
}
