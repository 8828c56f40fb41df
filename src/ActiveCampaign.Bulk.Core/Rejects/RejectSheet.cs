using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;
using CsvHelper;
using CsvHelper.Configuration;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>
/// One CSV file of refused rows (RFC 4180, UTF-8 with byte order mark). It is open, and closed to others, only between
/// the first row and <see cref="Close"/>.
/// </summary>
internal sealed class RejectSheet : IDisposable
{
    private static readonly char[] s_quoted = [',', '"', '\r', '\n'];

    private readonly bool _safe;
    private readonly Dictionary<string, int> _columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<string> _header;
    private RowShape? _planned;
    private int[] _plan = [];
    private StreamWriter? _text;
    private CsvWriter? _csv;

    private RejectSheet(string path, bool safe, IReadOnlyList<string> header, long length)
    {
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
    public static RejectSheet Create(string path, bool safe, RowShape shape) =>
        new(path, safe, [.. shape.Columns.Where(column => !RejectColumns.IsOne(column)), .. RejectColumns.Of(safe)], 0);

    /// <summary>A file that is there: its torn end is taken off, and its rows are told.</summary>
    /// <exception cref="BulkException">It is no reject file.</exception>
    public static RejectSheet Load(string path, bool safe, Action<string, long> seen)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        IReadOnlyList<string> header = RejectScan.ReadHeader(stream, path, safe);
        RejectScan.RepairEnd(stream, header);
        RejectScan.ReadRows(stream, header, seen);
        return new RejectSheet(path, safe, [.. header.Select(column => safe ? SpreadsheetText.Unescape(column) : column)], stream.Length);
    }

    /// <summary>Checks that rows can be added to a file that is there.</summary>
    public static void CheckHeader(string path, bool safe)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (stream.Length > 0)
            RejectScan.ReadHeader(stream, path, safe);
    }

    /// <summary>Whether all columns of a row are here.</summary>
    public bool Fits(RowShape shape) => ReferenceEquals(shape, _planned) || shape.Columns.All(column => RejectColumns.IsOne(column) || _columns.ContainsKey(column));

    public void Write(RefusedRow row, string activityId, string? batchId)
    {
        if (_csv is null)
            Open();
        string[] cells = new string[_header.Count];
        PlanFor(row.Shape);
        for (int i = 0; i < _plan.Length && i < row.Cells.Count; i++)
        {
            if (_plan[i] >= 0)
                cells[_plan[i]] = Safe(CellText.ToText(row.Cells[i]) ?? string.Empty);
        }

        cells[_columns[RejectColumns.Row]] = row.Number.ToString(CultureInfo.InvariantCulture);
        cells[_columns[RejectColumns.Reason]] = $"{row.Problem.Reason}: {row.Problem.Text}";
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
        _csv!.Flush();
        _text.Flush();
        Disk.Flush((FileStream)_text.BaseStream);
        Length = _text.BaseStream.Length;
        Dispose();
    }

    /// <summary>Lets go of the file, also after a failure: what is torn then is repaired when it is looked into again.</summary>
    public void Dispose()
    {
        StreamWriter? text = _text;
        CsvWriter? csv = _csv;
        (_text, _csv) = (null, null);
        try
        {
            csv?.Dispose();
            text?.Dispose();
        }
        catch (IOException)
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
        _text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: isNew), 64 * 1024);
        _csv = new CsvWriter(_text, new CsvConfiguration(CultureInfo.InvariantCulture) { ShouldQuote = field => NeedsQuotes(field.Field) }, leaveOpen: true);
        if (isNew)
            WriteRecord(_header.Select(column => Safe(column)));
    }

    private void WriteRecord(IEnumerable<string> cells)
    {
        foreach (string cell in cells)
            _csv!.WriteField(cell);
        _csv!.NextRecord();
    }

    // By name, since the rows of an activity may have their columns in another order, or some of them only.
    private void PlanFor(RowShape shape)
    {
        if (ReferenceEquals(shape, _planned))
            return;
        int own = _header.Count - RejectColumns.Of(_safe).Count;
        bool same = shape.Columns.SequenceEqual(_header.Take(own), StringComparer.Ordinal);
        _plan = shape.Columns.Select((column, i) => same ? i : RejectColumns.IsOne(column) ? -1 : _columns[column]).ToArray();
        _planned = shape;
    }

    private static bool NeedsQuotes(string? cell) =>
        cell is { Length: > 0 } && (cell.IndexOfAny(s_quoted) >= 0 || char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[cell.Length - 1]));
}
