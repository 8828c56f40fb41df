using System;
using System.Globalization;
using System.IO;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Preflight;

/// <summary>
/// A CSV file with every issue of every row, without the cells. It is written beside its place and takes it when it is
/// whole. Used by one thread.
/// </summary>
internal sealed class IssueFile : IDisposable
{
    private static readonly string[] s_columns = ["Row", "Line", "Severity", "Code", "Column", "Message"];

    private readonly string _path;
    private readonly string _growing;
    private readonly bool _safe;
    private readonly StringBuilder _line = new();
    private StreamWriter? _text;

    /// <param name="path">Its full path.</param>
    /// <param name="safe">Whether cells are escaped for spreadsheets.</param>
    public IssueFile(string path, bool safe)
    {
        _path = path;
        _growing = $"{path}.{Guid.NewGuid():N}.new";
        _safe = safe;
        OutputFile.Guard(path, () =>
        {
            _text = new StreamWriter(PrivateFile.Open(_growing, FileMode.CreateNew, FileAccess.Write, FileShare.None), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 64 * 1024);
            WriteRecord(s_columns);
        });
    }

    /// <summary>Adds a line.</summary>
    /// <param name="row">The row; null for the input as a whole.</param>
    /// <param name="isError">Whether the import refuses the row, or ends.</param>
    /// <param name="code">The stable name of the reason.</param>
    /// <param name="column">The column, or null.</param>
    /// <param name="text">What it is about.</param>
    public void Write(SourceRow? row, bool isError, string code, string? column, string text) => OutputFile.Guard(_path, () => WriteRecord(
        Number(row?.Number), Number(row?.Line), isError ? "Error" : "Warning", code, Safe(column ?? string.Empty), Safe(text)));

    /// <summary>Everything is in it: it takes its place.</summary>
    public void Complete() => OutputFile.Guard(_path, () =>
    {
        _text!.Dispose();
        _text = null;
        WholeFile.Move(_growing, _path);
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_text is null)
            return;
        _text.Dispose();
        _text = null;
        File.Delete(_growing);
    }

    private void WriteRecord(params string[] cells)
    {
        _line.Clear();
        CsvLine.Append(_line, cells, ',');
        _text!.Write(_line);
    }

    private string Safe(string cell) => _safe ? SpreadsheetText.Escape(cell) : cell;

    private static string Number(long? number) => number is long known and > 0 ? known.ToString(CultureInfo.InvariantCulture) : string.Empty;
}
