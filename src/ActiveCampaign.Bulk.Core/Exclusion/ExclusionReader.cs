using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Rows.Workbooks;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Exclusion;

/// <summary>
/// Reads files of addresses, or of their SHA-256: one a line, or the columns of addresses of a CSV file, in whatever
/// encoding a desktop writes. Blank lines and lines that begin with # are passed over; anything else that can match no
/// address ends the reading, since what is not understood excludes nobody. Workbooks are read in the same way.
/// </summary>
internal static class ExclusionReader
{
    private const int HashDigits = 64;

    /// <summary>Reads all of them into one list.</summary>
    /// <param name="paths">Full paths.</param>
    /// <param name="token">Ends the reading.</param>
    /// <exception cref="BulkException">A file is not there, cannot be read, names nobody, or holds something else.</exception>
    public static ExclusionList Read(IEnumerable<string> paths, CancellationToken token)
    {
        using RowDigester digester = new([]);
        List<ulong> addresses = [];
        List<ulong> hashes = [];
        foreach (string path in paths)
        {
            int before = addresses.Count + hashes.Count;
            foreach ((Place place, string entry) in RowFile.IsWorkbook(path) ? SheetEntries(path) : TextEntries(path))
            {
                token.ThrowIfCancellationRequested();
                if (entry.Length == HashDigits && entry.All(Uri.IsHexDigit))
                    hashes.Add(FromHex(entry));
                else
                    addresses.Add(digester.Address(Checked(entry, place)));
            }

            if (addresses.Count + hashes.Count == before)
                throw new BulkException(BulkError.ExclusionInvalid, Texts.ExclusionEmpty(path), path);
        }

        return new ExclusionList(addresses, hashes);
    }

    private static string Checked(string entry, Place place)
    {
        if (!place.IsSure && entry.Any(c => c > '\u007F'))
            throw Invalid(place, Texts.ExclusionEncoding(place.ToString()));
        if (ExclusionEntry.IsAddress(entry))
            return entry;
        throw Invalid(place, ExclusionEntry.IsPattern(entry) ? Texts.ExclusionPattern(place.ToString()) : Texts.ExclusionInvalid(place.ToString()));
    }

    private static IEnumerable<(Place Place, string Entry)> TextEntries(string path)
    {
        FileEncoding encoding = EncodingOf(path);
        IEnumerable<(long Line, string Entry)> entries = HasHeader(path, encoding) ? Cells(path, encoding) : Lines(path, encoding).Where(entry => !TextRules.IsBlank(entry.Entry));
        return entries.Select(entry => (new Place(path, entry.Line) { IsSure = encoding.IsSure }, ExclusionEntry.Trim(entry.Entry)));
    }

    // All sheets that are shown, and hidden rows too: one who is left out of such a list by mistake would be written to.
    private static IEnumerable<(Place Place, string Entry)> SheetEntries(string path)
    {
        using WorkbookFile book = WorkbookFile.Open(path);
        foreach (Sheet sheet in book.Sheets.Where(sheet => sheet.IsVisible))
        {
            int[]? columns = null;
            foreach (SheetRow row in book.Rows(sheet))
            {
                string[] cells = row.Cells.Select(cell => CellText.ToText(cell) ?? string.Empty).ToArray();
                if (columns is null && (columns = AddressColumns(cells)).Length > 0)
                    continue;
                int[] filled = (columns.Length > 0 ? columns : Enumerable.Range(0, cells.Length)).Where(column => column < cells.Length && !TextRules.IsBlank(cells[column])).ToArray();
                if (filled.Length == 0)
                    throw Invalid(new Place(path, row.Number, sheet.Name));
                foreach (int column in filled)
                    yield return (new Place(path, row.Number, sheet.Name, column), ExclusionEntry.Trim(cells[column]));
            }
        }
    }

    private static int[] AddressColumns(IReadOnlyList<string> names) => Enumerable.Range(0, names.Count).Where(i => IsEmail(ExclusionEntry.Trim(names[i]))).ToArray();

    private static bool HasHeader(string path, FileEncoding encoding)
    {
        string? first = Lines(path, encoding).Select(line => line.Entry).FirstOrDefault(line => !TextRules.IsBlank(line) && !IsSeparatorLine(line));
        return first is not null && first.Split(',', ';', '\t', '|').Any(name => IsEmail(ExclusionEntry.Trim(name)));
    }

    private static bool IsSeparatorLine(string line) => AddressForm.Trim(line).Trim('"').StartsWith("sep=", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(long Line, string Entry)> Lines(string path, FileEncoding encoding)
    {
        using StreamReader reader = new(SourceFile.Open(path), encoding.Encoding);
        for (long number = 1; ReadLine(reader, path) is string line; number++)
        {
            if (!AddressForm.Trim(line).StartsWith("#", StringComparison.Ordinal))
                yield return (number, line);
        }
    }

    private static IEnumerable<(long Line, string Entry)> Cells(string path, FileEncoding encoding)
    {
        using CsvRowReader reader = CsvRowReader.Open(new InputFile { Path = path, Encoding = encoding.Encoding });
        int[] columns = AddressColumns(reader.Shape.Columns);
        if (columns.Length == 0)
            throw Invalid(new Place(path, 1));
        foreach (SourceRow row in reader.Rows())
        {
            string[] cells = row.Values.Select(value => CellText.ToText(value) ?? string.Empty).ToArray();
            if (row.Problem is null && cells.All(TextRules.IsBlank))
                continue;
            string[] entries = columns.Select(column => cells[column]).Where(cell => !TextRules.IsBlank(cell)).ToArray();

            // Somebody without an address would be excluded by nothing.
            if (row.Problem is not null || entries.Length == 0)
                throw Invalid(new Place(path, row.Line));
            foreach (string entry in entries)
                yield return (row.Line, entry);
        }
    }

    private static FileEncoding EncodingOf(string path)
    {
        using FileStream file = SourceFile.Open(path);
        try
        {
            return FileEncoding.Of(file);
        }
        catch (IOException e)
        {
            throw new BulkException(BulkError.FileUnreadable, Texts.FileUnreadable(path, e.Message), path, e);
        }
    }

    private static string? ReadLine(StreamReader reader, string path)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (IOException e)
        {
            throw new BulkException(BulkError.FileUnreadable, Texts.FileUnreadable(path, e.Message), path, e);
        }
    }

    // The first byte is the lowest, as in the digests of addresses.
    private static ulong FromHex(string text)
    {
        ulong digest = 0;
        for (int i = 0; i < 8; i++)
            digest |= (ulong)byte.Parse(text.Substring(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) << (8 * i);
        return digest;
    }

    private static bool IsEmail(string name) => ColumnNames.Find(name) == ColumnKind.Email;

    private static BulkException Invalid(Place place) => Invalid(place, Texts.ExclusionInvalid(place.ToString()));

    private static BulkException Invalid(Place place, string text) => new(BulkError.ExclusionInvalid, text, place.Path);

    private readonly record struct Place(string Path, long Line, string? Sheet = null, int Column = 0)
    {
        /// <summary>Whether letters beyond ASCII are certain.</summary>
        public bool IsSure { get; init; } = true;

        public override string ToString() => Sheet is null
            ? string.Format(CultureInfo.InvariantCulture, "Line {0:N0} of '{1}'", Line, Path)
            : $"Cell {SheetRow.NameOf(Column, Line)} of the sheet '{Sheet}' of '{Path}'";
    }
}
