using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>
/// One CSV file of refused rows (RFC 4180), written as the input was: its delimiter, its encoding. It is open, and closed to others, only between
/// the first row and <see cref="Close"/>.
/// </summary>
internal sealed class RejectSheet : IDisposable
{
    private readonly bool _safe;
    private readonly CsvDialect _dialect;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<string> _header;
    private RowShape? _planned;
    private int[] _plan = [];
    private StreamWriter? _text;

    private RejectSheet(string path, bool safe, IReadOnlyList<string> header, CsvDialect dialect, long length)
    {
        _dialect = dialect;
        Path = path;
        Length = length;
        _safe = safe;
        _header = header;
        for (int i = 0; i < header.Count; i++)
            _columns[header[i]] = i;
    }

    public string Path { get; }

    /// <summary>Bytes of the file when it was last closed; 0 before the first row.</summary>
    public long Length { get; private set; }

    /// <summary>Rows written.</summary>
    public long Rows { get; private set; }

    /// <summary>A file that is not there yet; it appears with its first row.</summary>
    public static RejectSheet Create(string path, bool safe, RowShape shape, CsvDialect dialect)
    {
        IEnumerable<string> own = RejectColumns.Of(safe);
        if (HasOrigin(shape))
            own = own.Append(RejectColumns.InputRow);
        if (dialect.TellsAbsent)
            own = own.Append(RejectColumns.Absent);
        return new(path, safe, [.. shape.Columns.Where(column => !RejectColumns.IsOne(column)), .. own], dialect, 0);
    }

    /// <summary>Whether an encoding has every character of a row's cells.</summary>
    public static bool CanHold(CsvDialect dialect, RefusedRow row)
    {
        if (dialect.Encoding is UTF8Encoding or UnicodeEncoding or UTF32Encoding)
            return true;
        return row.Shape.Columns.Concat(row.Cells.Select(CellText.ToText)).All(text => text is null || dialect.Encoding.GetString(dialect.Encoding.GetBytes(text)) == text);
    }

    /// <summary>A file that is there: its torn end is taken off, and its rows are told.</summary>
    /// <exception cref="BulkException">It is no reject file.</exception>
    public static RejectSheet Load(string path, bool safe, CsvDialect usual, Action<string, long> seen)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        (IReadOnlyList<string> header, CsvDialect dialect) = RejectScan.ReadHeader(stream, path, safe, usual.Encoding);
        RejectScan.RepairEnd(stream, header, dialect);
        RejectScan.ReadRows(stream, header, dialect, seen);
        return new RejectSheet(path, safe, [.. header.Select(column => safe ? SpreadsheetText.Unescape(column) : column)], dialect with { TellsAbsent = usual.TellsAbsent }, stream.Length);
    }

    /// <summary>Checks that rows can be added to a file that is there.</summary>
    public static void CheckHeader(string path, bool safe)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (stream.Length > 0)
            RejectScan.ReadHeader(stream, path, safe);
    }

    /// <summary>Whether all columns of a row, and all its characters, have their place here.</summary>
    public bool Fits(RefusedRow row) => (ReferenceEquals(row.Shape, _planned) || HasAll(row.Shape)) && CanHold(_dialect, row)
        && (!_dialect.TellsAbsent || _columns.ContainsKey(RejectColumns.Absent) || RejectColumns.AbsentOf(row).Length == 0);

    private bool HasAll(RowShape shape) => shape.Columns.All(column => RejectColumns.IsOne(column) || _columns.ContainsKey(column))
        && (!HasOrigin(shape) || _columns.ContainsKey(RejectColumns.InputRow));

    private static bool HasOrigin(RowShape shape) => shape.Columns.Any(column => Is(column, RejectColumns.Row));

    public void Write(RefusedRow row, string activityId, string? batchId)
    {
        if (_text is null)
            Open();
        string[] cells = new string[_header.Count];
        PlanFor(row.Shape);
        for (int i = 0; i < _plan.Length && i < row.Cells.Count; i++)
        {
            if (_plan[i] >= 0)
                cells[_plan[i]] = Safe(CellText.ToText(row.Cells[i]) ?? string.Empty);
        }

        string? first = Origin(row, RejectColumns.Row);
        cells[_columns[RejectColumns.Row]] = first ?? Text(row.Number);
        cells[_columns[RejectColumns.Line]] = first is not null ? Origin(row, RejectColumns.Line) ?? string.Empty : row.Line > 0 ? Text(row.Line) : string.Empty;
        if (_columns.TryGetValue(RejectColumns.InputRow, out int own))
            cells[own] = Text(row.Number);
        if (_columns.TryGetValue(RejectColumns.Absent, out int absent))
            cells[absent] = Safe(RejectColumns.AbsentOf(row));
        cells[_columns[RejectColumns.Code]] = row.Problem.Reason.ToString();
        cells[_columns[RejectColumns.Reason]] = row.Problem.Text;
        cells[_columns[RejectColumns.ActivityId]] = activityId;
        cells[_columns[RejectColumns.BatchId]] = batchId ?? string.Empty;
        cells[_columns[RejectColumns.Action]] = RejectActions.Of(row.Problem.Reason).ToString();
        if (_safe)
            cells[_columns[RejectColumns.Escaped]] = "1";
        WriteRecord(cells);
        Rows++;
    }

    /// <summary>Everything is in the file, and the file is free for others.</summary>
    public void Close()
    {
        if (_text is null)
            return;
        _text.Flush();
        Disk.Flush((FileStream)_text.BaseStream);
        Length = _text.BaseStream.Length;
        Dispose();
    }

    /// <summary>Lets go of the file, also after a failure: what is torn then is repaired when it is looked into again.</summary>
    public void Dispose()
    {
        StreamWriter? text = _text;
        _text = null;
        try
        {
            text?.Dispose();
        }
        catch (Exception e) when (Disk.IsFailure(e))
        {
            // The write that failed has told already.
        }
    }

    private string Safe(string cell) => _safe ? SpreadsheetText.Escape(cell) : cell;

    private void Open()
    {
        FileStream stream = PrivateFile.Open(Path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        stream.Seek(0, SeekOrigin.End);
        bool isNew = stream.Length == 0;
        _text = new StreamWriter(stream, _dialect.Encoding is UTF8Encoding ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: isNew) : _dialect.Encoding, 64 * 1024);
        if (isNew)
            WriteRecord(_header.Select(column => Safe(column)));
    }

    private void WriteRecord(IEnumerable<string> cells)
    {
        StringBuilder line = new();
        CsvLine.Append(line, cells, _dialect.Delimiter);
        _text!.Write(line);
    }

    // What an earlier reject file says of the row, whose columns came in with it.
    private static string? Origin(RefusedRow row, string name)
    {
        for (int i = 0; i < row.Shape.Columns.Count && i < row.Cells.Count; i++)
        {
            if (Is(row.Shape.Columns[i], name) && CellText.ToText(row.Cells[i]) is string text && !TextRules.IsBlank(text))
                return text.Trim();
        }

        return null;
    }

    private static bool Is(string column, string name) => string.Equals(column.Trim(), name, StringComparison.OrdinalIgnoreCase);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    // By name, since the rows of an activity may have their columns in another order, or some of them only.
    private void PlanFor(RowShape shape)
    {
        if (ReferenceEquals(shape, _planned))
            return;
        bool same = shape.Columns.SequenceEqual(_header.Where(column => !RejectColumns.IsOne(column)), StringComparer.Ordinal);
        _plan = shape.Columns.Select((column, i) => same ? i : RejectColumns.IsOne(column) ? -1 : _columns[column]).ToArray();
        _planned = shape;
    }
}
