using System.Collections.Generic;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Rejects;

namespace ActiveCampaign.Bulk.Core.Export;

/// <summary>
/// Writes CSV by RFC 4180. Cells that are safe for a spreadsheet come with a column that says so, by which an import
/// takes the marks off again.
/// </summary>
internal sealed class CsvRowWriter : RowWriter
{
    private const string NewLine = "\r\n";

    private readonly char _delimiter;
    private readonly bool _safe;
    private readonly char[] _quoted;

    public CsvRowWriter(ContactCells cells, char delimiter, bool safe)
        : base(cells)
    {
        _delimiter = delimiter;
        _safe = safe;
        _quoted = [delimiter, '"', '\r', '\n'];
    }

    public override string Header()
    {
        StringBuilder line = new();
        AppendLine(line, Cells.Columns.Select(column => column.Name), RejectColumns.Escaped);
        return line.ToString();
    }

    protected override void Append(StringBuilder lines, ExportedContact contact) =>
        AppendLine(lines, Cells.Columns.Select(column => Cells.Text(contact, column)), "1");

    private void AppendLine(StringBuilder lines, IEnumerable<string> cells, string escaped)
    {
        int count = 0;
        foreach (string cell in cells)
            AppendCell(lines, Safe(cell), count++ == 0);
        if (_safe)
            AppendCell(lines, escaped, false);

        // A line with nothing on it is none.
        else if (count == 1 && (lines.Length == 0 || lines[lines.Length - 1] == '\n'))
            lines.Append("\"\"");
        lines.Append(NewLine);
    }

    private string Safe(string cell) => _safe ? SpreadsheetText.Escape(cell) : cell;

    private void AppendCell(StringBuilder lines, string cell, bool isFirst)
    {
        if (!isFirst)
            lines.Append(_delimiter);
        if (NeedsQuotes(cell))
            lines.Append('"').Append(cell.Replace("\"", "\"\"")).Append('"');
        else
            lines.Append(cell);
    }

    private bool NeedsQuotes(string cell) =>
        cell.Length > 0 && (cell.IndexOfAny(_quoted) >= 0 || char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[cell.Length - 1]));
}
