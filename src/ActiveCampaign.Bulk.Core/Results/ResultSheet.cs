using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Results;

/// <summary>Writes rows with their original columns and what became of each, as CSV. Used by one thread.</summary>
internal sealed class ResultSheet
{
    private readonly TextWriter _text;
    private readonly char _delimiter;
    private readonly bool _safe;
    private readonly Dictionary<string, int> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _header;
    private readonly StringBuilder _line = new();
    private readonly string[] _cells;
    private IReadOnlyList<string> _planned = [];
    private int[] _plan = [];

    /// <param name="text">Where they go.</param>
    /// <param name="columns">All columns that a row has.</param>
    /// <param name="delimiter">What separates the cells.</param>
    /// <param name="safe">Whether cells are escaped for spreadsheets.</param>
    public ResultSheet(TextWriter text, IReadOnlyList<string> columns, char delimiter, bool safe)
    {
        _text = text;
        _delimiter = delimiter;
        _safe = safe;
        _header = [.. columns.Where(column => !RejectColumns.IsOne(column.Trim())), .. RejectColumns.OfResult];
        if (columns.Any(IsOrigin))
            _header.Add(RejectColumns.InputRow);
        if (safe)
            _header.Add(RejectColumns.Escaped);
        for (int i = 0; i < _header.Count; i++)
            _places[_header[i]] = i;
        _cells = new string[_header.Count];
        Write(_header.Select(Safe));
    }

    /// <summary>Writes a row.</summary>
    /// <param name="row">What became of it.</param>
    /// <param name="cells">As it was read; null where nobody knows any more.</param>
    /// <param name="contactId">Its contact, where the service has told it.</param>
    public void Write(ActivityRow row, RowCells? cells, string? contactId)
    {
        Array.Clear(_cells, 0, _cells.Length);
        string? first = cells is null ? null : PutOriginal(cells);
        string line = cells is { Line: > 0 } ? Text(cells.Line) : string.Empty;
        Put(RejectColumns.Row, first ?? Text(row.Number));
        Put(RejectColumns.Line, line);
        Put(RejectColumns.State, row.State.ToString());
        Put(RejectColumns.Code, row.Reason);
        Put(RejectColumns.Reason, row.Message);
        Put(RejectColumns.Batch, row.Batch == 0 ? null : Text(row.Batch));
        Put(RejectColumns.BatchId, row.BatchId);
        Put(RejectColumns.ContactId, contactId);
        Put(RejectColumns.InputRow, Text(row.Number));
        Put(RejectColumns.Escaped, "1");
        Write(_cells);
    }

    // What an earlier reject file says of the row came in with it: it keeps the number it had at first.
    private string? PutOriginal(RowCells cells)
    {
        PlanFor(cells.Columns);
        string? first = null;
        for (int i = 0; i < _plan.Length && i < cells.Cells.Count; i++)
        {
            string text = cells.Cells[i] ?? string.Empty;
            if (_plan[i] >= 0)
                _cells[_plan[i]] = Safe(text);
            else if (IsOrigin(cells.Columns[i]) && !TextRules.IsBlank(text))
                first = text.Trim();
        }

        return first;
    }

    private void PlanFor(IReadOnlyList<string> columns)
    {
        if (ReferenceEquals(columns, _planned))
            return;
        _planned = columns;
        _plan = columns.Select(column => RejectColumns.IsOne(column.Trim()) ? -1 : _places[column]).ToArray();
    }

    private void Put(string column, string? text)
    {
        if (_places.TryGetValue(column, out int place))
            _cells[place] = text ?? string.Empty;
    }

    private void Write(IEnumerable<string?> cells)
    {
        _line.Clear();
        CsvLine.Append(_line, cells, _delimiter);
        _text.Write(_line.ToString());
    }

    private string Safe(string text) => _safe ? SpreadsheetText.Escape(text) : text;

    private static bool IsOrigin(string column) => string.Equals(column.Trim(), RejectColumns.Row, StringComparison.OrdinalIgnoreCase);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
