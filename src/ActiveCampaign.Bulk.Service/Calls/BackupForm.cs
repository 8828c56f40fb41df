using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>How a backup is written, and by what it is known again: contacts as an export writes them, each with its account's host at the end.</summary>
internal sealed class BackupForm
{
    private const string Mark = "\uFEFF";
    private const string JsonStart = "{\"id\":";

    private readonly RowWriter _rows;
    private readonly string _end;

    /// <param name="path">JSON lines where it ends in <c>.jsonl</c>, else CSV.</param>
    /// <param name="catalog">What the account has.</param>
    /// <param name="host">The account's host.</param>
    /// <param name="safe">Whether cells of a CSV file are escaped for spreadsheets.</param>
    public BackupForm(string path, AccountCatalog catalog, string host, bool safe)
    {
        Catalog = catalog;
        IsCsv = IsCsvPath(path);
        IsSafe = safe && IsCsv;
        Cells = new ContactCells(ContactColumns.ForBackup(catalog.Fields), new ContactQuery(), catalog.Lists, host);
        _rows = IsCsv ? new CsvRowWriter(Cells, ',', IsSafe) : new JsonRowWriter(Cells);
        _end = IsCsv ? $",{host}{(IsSafe ? ",1" : string.Empty)}\r\n" : $"\"{RejectColumns.Host}\":\"{host}\"}}\n";
        Header = IsCsv ? Mark + _rows.Header() : string.Empty;
    }

    /// <summary>What an import would find in the account.</summary>
    public AccountCatalog Catalog { get; }

    public bool IsCsv { get; }

    public bool IsSafe { get; }

    public ContactCells Cells { get; }

    /// <summary>What a file begins with.</summary>
    public string Header { get; }

    public string Line(Contact contact) => _rows.Lines([contact]);

    /// <summary>The contact of a record; null where the record is none of this account's backup.</summary>
    public int? IdOf(string record)
    {
        if (!record.EndsWith(_end, StringComparison.Ordinal) || !(IsCsv || record.StartsWith(JsonStart, StringComparison.Ordinal)))
            return null;
        int start = IsCsv ? 0 : JsonStart.Length;
        int end = record.IndexOf(',', start);
        return end > start && int.TryParse(record.Substring(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : null;
    }

    /// <summary>Whether a text may be the first part of a record, which a kill leaves.</summary>
    public bool IsTorn(string text) => IsCsv
        ? text.TakeWhile(char.IsDigit).Count() is var digits && digits > 0 && (digits == text.Length || text[digits] == ',')
        : text.StartsWith(JsonStart, StringComparison.Ordinal) || JsonStart.StartsWith(text, StringComparison.Ordinal);

    /// <summary>The account that a file says its first contact is of; null where it says none.</summary>
    public static string? HostIn(string path)
    {
        try
        {
            return IsCsvPath(path) ? HostInCsv(path) : HostInJson(path);
        }
        catch (Exception e) when (e is BulkException or IOException or UnauthorizedAccessException or JsonException)
        {
            // It is no backup of ours, and is left alone.
            return null;
        }
    }

    private static string? HostInCsv(string path)
    {
        using CsvRowReader reader = CsvRowReader.Open(new InputFile { Path = path, Delimiter = ',' });
        int column = reader.Shape.Columns.ToList().IndexOf(RejectColumns.Host);
        return column < 0 ? null : reader.Rows().FirstOrDefault()?.Values[column] as string;
    }

    private static string? HostInJson(string path)
    {
        using JsonDocument first = JsonDocument.Parse(File.ReadLines(path).FirstOrDefault() ?? string.Empty);
        return first.RootElement.ValueKind == JsonValueKind.Object && first.RootElement.TryGetProperty(RejectColumns.Host, out JsonElement host) ? host.GetString() : null;
    }

    private static bool IsCsvPath(string path) => !Path.GetExtension(path).Equals(".jsonl", StringComparison.OrdinalIgnoreCase);
}
