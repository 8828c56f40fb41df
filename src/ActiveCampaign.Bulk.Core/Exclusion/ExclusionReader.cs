using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Exclusion;

/// <summary>
/// Reads files of addresses, or of their SHA-256: one a line, or the column of addresses of a CSV file. Blank lines and
/// lines that begin with # are passed over; anything else ends the reading, since what is not understood excludes nobody.
/// </summary>
public static class ExclusionReader
{
    private const int HashDigits = 64;

    /// <summary>Reads all of them into one list.</summary>
    /// <param name="paths">Full paths.</param>
    /// <param name="token">Ends the reading.</param>
    /// <exception cref="BulkException">A file is not there, cannot be read, or holds something else.</exception>
    public static ExclusionList Read(IEnumerable<string> paths, CancellationToken token)
    {
        if (paths is null)
            throw new ArgumentNullException(nameof(paths));
        using RowDigester digester = new([]);
        List<ulong> digests = [];
        foreach (string path in paths)
        {
            foreach ((long line, string entry) in Entries(path))
            {
                token.ThrowIfCancellationRequested();
                digests.Add(Digest(entry, digester) ?? throw new BulkException(BulkError.ExclusionInvalid, Texts.ExclusionInvalid(path, line), path));
            }
        }

        return new ExclusionList(digests);
    }

    private static IEnumerable<(long Line, string Entry)> Entries(string path) =>
        (HasHeader(path) ? Cells(path) : Lines(path)).Where(entry => !TextRules.IsBlank(entry.Entry)).Select(entry => (entry.Line, entry.Entry.Trim()));

    private static bool HasHeader(string path)
    {
        string? first = Lines(path).Select(line => line.Entry).FirstOrDefault(line => !TextRules.IsBlank(line));
        return first is not null && first.Split(',', ';', '\t', '|').Any(name => IsEmail(name.Trim().Trim('"')));
    }

    private static IEnumerable<(long Line, string Entry)> Lines(string path)
    {
        using StreamReader reader = Open(path);
        for (long number = 1; ReadLine(reader, path) is string line; number++)
        {
            if (!line.TrimStart().StartsWith("#", StringComparison.Ordinal))
                yield return (number, line);
        }
    }

    private static IEnumerable<(long Line, string Entry)> Cells(string path)
    {
        using CsvRowReader reader = CsvRowReader.Open(new CsvSettings { Path = path });
        int column = reader.Shape.Columns.ToList().FindIndex(IsEmail);
        if (column < 0)
            throw new BulkException(BulkError.ExclusionInvalid, Texts.ExclusionInvalid(path, 1), path);
        foreach (SourceRow row in reader.Rows())
        {
            if (row.Problem is not null)
                throw new BulkException(BulkError.ExclusionInvalid, Texts.ExclusionInvalid(path, row.Line), path);
            yield return (row.Line, CellText.ToText(row.Values[column]) ?? string.Empty);
        }
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
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

    private static ulong? Digest(string entry, RowDigester digester)
    {
        if (entry.Length == HashDigits && entry.All(Uri.IsHexDigit))
            return FromHex(entry);
        return entry.IndexOf('@') > 0 && !entry.Any(c => char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"') ? digester.Address(entry) : null;
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
}
