using System.Collections.Generic;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>
/// Writes CSV by RFC 4180. Cells that are safe for a spreadsheet come with a column that says so, by which an import
/// takes the marks off again.
/// </summary>
internal sealed class CsvRowWriter : RowWriter
{
    private readonly char _delimiter;
    private readonly bool _safe;

    public CsvRowWriter(ContactCells cells, char delimiter, bool safe)
        : base(cells)
    {
        _delimiter = delimiter;
        _safe = safe;
    }

    public override string Header()
    {
        StringBuilder line = new();
        AppendLine(line, Cells.Columns.Select(column => column.Name), RejectColumns.Escaped);
        return line.ToString();
    }

    protected override void Append(StringBuilder lines, Contact contact) =>
        AppendLine(lines, Cells.Columns.Select(column => Cells.Text(contact, column)), "1");

    private void AppendLine(StringBuilder lines, IEnumerable<string> cells, string escaped) =>
        CsvLine.Append(lines, _safe ? cells.Select(SpreadsheetText.Escape).Append(escaped) : cells, _delimiter);
}
