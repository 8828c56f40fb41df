using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Catalog;
using ActiveCampaign.Bulk.Core.Rejects;

namespace ActiveCampaign.Bulk.Core.Calls;

/// <summary>A backup as CSV: custom fields by title, several tags or lists in one cell.</summary>
internal sealed class CsvBackupFile : BackupFile
{
    private const string Mark = "\uFEFF";
    private const string Between = "|";

    private readonly IReadOnlyList<FieldDefinition> _fields;

    public CsvBackupFile(string path, IReadOnlyList<FieldDefinition> fields)
        : base(path)
    {
        _fields = fields;
    }

    protected override string Header => Mark + Line(["id", "email", "first_name", "last_name", "phone", .. _fields.Select(known => known.Title), "tags", "lists", "lists_unsubscribed"]);

    protected override long FindEnd(Stream file) => CsvTail.FindEnd(file);

    protected override void Append(StringBuilder text, BackupContact contact) => text.Append(Line(
    [
        contact.Id.ToString(CultureInfo.InvariantCulture), contact.Email, contact.FirstName, contact.LastName, contact.Phone,
        .. _fields.Select(field => contact.Fields.TryGetValue(field.Id, out string? value) ? value : string.Empty),
        string.Join(Between, contact.Tags), string.Join(Between, contact.Lists), string.Join(Between, contact.UnsubscribedLists),
    ]));

    private static string Line(IEnumerable<string> cells) => string.Join(",", cells.Select(Quote)) + "\r\n";

    private static string Quote(string cell) =>
        cell.IndexOfAny([',', '"', '\r', '\n']) < 0 && cell == cell.Trim() ? cell : "\"" + cell.Replace("\"", "\"\"") + "\"";
}
