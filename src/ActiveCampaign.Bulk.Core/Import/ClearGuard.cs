using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Holds the first rows back until each column of -ClearColumn has shown a value: one without any is a failed export far
/// more often than a wish to clear it for everybody. Used by one task.
/// </summary>
internal sealed class ClearGuard
{
    /// <summary>So many rows are held at most.</summary>
    internal const int MaxRows = 10000;

    private readonly HashSet<string> _open = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _blank = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IReadOnlyList<SourceRow>> _held = [];
    private long _rows;

    /// <param name="columns">The columns.</param>
    public ClearGuard(IEnumerable<string> columns)
    {
        foreach (string column in columns)
            _open.Add(column.Trim());
    }

    /// <summary>Takes rows in; returns those that may go on.</summary>
    /// <exception cref="BulkException">A column is blank in all rows so far, and these are too many to hold.</exception>
    public IReadOnlyList<IReadOnlyList<SourceRow>> Take(IReadOnlyList<SourceRow> chunk)
    {
        if (_open.Count == 0)
            return [chunk];
        _held.Add(chunk);
        _rows += chunk.Count;
        Look(chunk);
        if (_open.Count > 0 && _rows < MaxRows)
            return [];
        Check(isAll: false);
        return Release();
    }

    /// <summary>No more rows come: returns those that are held.</summary>
    /// <exception cref="BulkException">A column is blank in all of them.</exception>
    public IReadOnlyList<IReadOnlyList<SourceRow>> Complete()
    {
        Check(isAll: true);
        return Release();
    }

    private IReadOnlyList<IReadOnlyList<SourceRow>> Release()
    {
        _open.Clear();
        List<IReadOnlyList<SourceRow>> released = [.. _held];
        _held.Clear();
        return released;
    }

    private void Look(IReadOnlyList<SourceRow> chunk)
    {
        IReadOnlyList<string> columns = chunk[0].Shape.Columns;
        for (int i = 0; i < columns.Count; i++)
        {
            string column = columns[i].Trim();
            if (!_open.Contains(column))
                continue;
            foreach (SourceRow row in chunk)
            {
                if (row.Problem is null && row.Values[i] is object value)
                    Look(column, value);
            }
        }
    }

    // A property that is not there clears nothing.
    private void Look(string column, object value)
    {
        if (TextRules.IsBlank(CellText.ToText(value)))
            _blank.Add(column);
        else
            _open.Remove(column);
    }

    private void Check(bool isAll)
    {
        foreach (string column in _open)
        {
            if (_blank.Contains(column))
                throw new BulkException(BulkError.ClearColumnBlank, Texts.ClearColumnBlank(column, _rows, isAll), column);
        }
    }
}
