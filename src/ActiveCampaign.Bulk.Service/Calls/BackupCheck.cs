using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>Reads a backup back as an import would: what it does not give back is no backup.</summary>
internal static class BackupCheck
{
    /// <summary>Makes sure that contacts are in a file, and each column finds what it stands for.</summary>
    /// <exception cref="BulkException">FileUnwritable: the contacts must not be deleted.</exception>
    public static void Verify(string path, BackupForm form, IReadOnlyCollection<Contact> contacts)
    {
        try
        {
            HashSet<int> read = form.IsCsv ? ReadCsv(path, form, contacts.ToDictionary(contact => contact.Id)) : ReadJson(path);
            if (contacts.FirstOrDefault(contact => !read.Contains(contact.Id)) is Contact missing)
                throw Broken(path, ServiceTexts.BackupLacks(missing.Id));
        }
        catch (Exception e) when (e is JsonException || (e is BulkException bulk && bulk.Error != BulkError.FileUnwritable))
        {
            throw Broken(path, e.Message, e);
        }
    }

    private static HashSet<int> ReadCsv(string path, BackupForm form, Dictionary<int, Contact> contacts)
    {
        using CsvRowReader reader = CsvRowReader.Open(new InputFile { Path = path, Delimiter = ',' });
        IReadOnlyList<ColumnTarget> targets = new ColumnPlanner(new MappingSettings(), form.Catalog).Plan(reader.Shape).Targets;
        for (int i = 0; i < form.Cells.Columns.Count; i++)
        {
            if ((targets[i].Field?.Id ?? 0) != form.Cells.Columns[i].FieldId)
                throw Broken(path, ServiceTexts.BackupColumn(targets[i].Column));
        }

        HashSet<int> read = [];
        foreach (SourceRow row in reader.Rows())
        {
            int id = int.Parse((string)row.Values[0]!, NumberStyles.None, CultureInfo.InvariantCulture);
            if (!contacts.TryGetValue(id, out Contact? contact) || IsSame(row, form, contact))
                read.Add(id);
        }

        return read;
    }

    private static bool IsSame(SourceRow row, BackupForm form, Contact contact) =>
        row.Problem is null && form.Cells.Columns.Select((column, i) => Same((string)row.Values[i]!, form.Cells.Text(contact, column), form.IsSafe)).All(same => same);

    private static bool Same(string cell, string text, bool isSafe) => (isSafe ? SpreadsheetText.Unescape(cell) : cell).Trim() == text.Trim();

    private static HashSet<int> ReadJson(string path)
    {
        HashSet<int> read = [];
        foreach (string line in File.ReadLines(path))
        {
            using JsonDocument contact = JsonDocument.Parse(line);
            List<string> names = contact.RootElement.EnumerateObject().Select(member => member.Name).ToList();
            if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count)
                read.Add(contact.RootElement.GetProperty("id").GetInt32());
        }

        return read;
    }

    private static BulkException Broken(string path, string why, Exception? inner = null) => new(BulkError.FileUnwritable, ServiceTexts.BackupUnreadable(path, why), path, inner);
}
