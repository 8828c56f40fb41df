using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Exclusion;

/// <summary>
/// Reads files of addresses, or of their SHA-256: one a line, or the columns of addresses of a CSV file, in whatever
/// encoding a desktop writes. Blank lines and lines that begin with # are passed over; anything else that can match no
/// address ends the reading, since what is not understood excludes nobody.
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
        if (paths is null)
            throw new ArgumentNullException(nameof(paths));
        using RowDigester digester = new([]);
        List<ulong> addresses = [];
        List<ulong> hashes = [];
        foreach (string path in paths)
        {
            int before = addresses.Count + hashes.Count;
            FileEncoding encoding = EncodingOf(path);
            foreach ((long line, string entry) in Entries(path, encoding))
            {
                token.ThrowIfCancellationRequested();
                if (entry.Length == HashDigits && entry.All(Uri.IsHexDigit))
                    hashes.Add(FromHex(entry));
                else
                    addresses.Add(digester.Address(Checked(entry, path, line, encoding)));
            }

            if (addresses.Count + hashes.Count == before)
                throw new BulkException(BulkError.ExclusionInvalid, Texts.ExclusionEmpty(path), path);
        }

        return new ExclusionList(addresses, hashes);
    }

    private static string Checked(string entry, string path, long line, FileEncoding encoding)
    {
        if (!encoding.IsSure && entry.Any(c => c > '\u007F'))
            throw Invalid(path, Texts.ExclusionEncoding(path, line));
        if (ExclusionEntry.IsAddress(entry))
            return entry;
        throw Invalid(path, ExclusionEntry.IsPattern(entry) ? Texts.ExclusionPattern(path, line) : Texts.ExclusionInvalid(path, line));
    }

    private static IEnumerable<(long Line, string Entry)> Entries(string path, FileEncoding encoding) =>
        (HasHeader(path, encoding) ? Cells(path, encoding) : Lines(path, encoding).Where(entry => !TextRules.IsBlank(entry.Entry))).Select(entry => (entry.Line, ExclusionEntry.Trim(entry.Entry)));

    private static bool HasHeader(string path, FileEncoding encoding)
    {
        string? first = Lines(path, encoding).Select(line => line.Entry).FirstOrDefault(line => !TextRules.IsBlank(line) && !IsSeparatorLine(line));
        return first is not null && first.Split(',', ';', '\t', '|').Any(name => IsEmail(ExclusionEntry.Trim(name)));
    }

    private static bool IsSeparatorLine(string line) => AddressForm.Trim(line).Trim('"').StartsWith("sep=", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(long Line, string Entry)> Lines(string path, FileEncoding encoding)
    {
        using StreamReader reader = new(Open(path), encoding.Encoding);
        for (long number = 1; ReadLine(reader, path) is string line; number++)
        {
            if (!AddressForm.Trim(line).StartsWith("#", StringComparison.Ordinal))
                yield return (number, line);
        }
    }

    private static IEnumerable<(long Line, string Entry)> Cells(string path, FileEncoding encoding)
    {
        using CsvRowReader reader = CsvRowReader.Open(new CsvSettings { Path = path, Encoding = encoding.Encoding });
        int[] columns = Enumerable.Range(0, reader.Shape.Columns.Count).Where(i => IsEmail(ExclusionEntry.Trim(reader.Shape.Columns[i]))).ToArray();
        if (columns.Length == 0)
            throw Invalid(path, Texts.ExclusionInvalid(path, 1));
        foreach (SourceRow row in reader.Rows())
        {
            string[] cells = row.Values.Select(value => CellText.ToText(value) ?? string.Empty).ToArray();
            if (row.Problem is null && cells.All(TextRules.IsBlank))
                continue;
            string[] entries = columns.Select(column => cells[column]).Where(cell => !TextRules.IsBlank(cell)).ToArray();

            // Somebody without an address would be excluded by nothing.
            if (row.Problem is not null || entries.Length == 0)
                throw Invalid(path, Texts.ExclusionInvalid(path, row.Line));
            foreach (string entry in entries)
                yield return (row.Line, entry);
        }
    }

    private static FileEncoding EncodingOf(string path)
    {
        using FileStream file = Open(path);
        try
        {
            return FileEncoding.Of(file);
        }
        catch (IOException e)
        {
            throw new BulkException(BulkError.FileUnreadable, Texts.FileUnreadable(path, e.Message), path, e);
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BulkException(BulkError.FileNotFound, Texts.FileNotFound(path), path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
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

    private static BulkException Invalid(string path, string text) => new(BulkError.ExclusionInvalid, text, path);
}
