using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Core.Upkeep;

/// <summary>
/// A file with rows of people that an activity has written and that belongs to the user: a reject file or a result file.
/// People's rows are taken out of it; the other rows stay as they are.
/// </summary>
/// <param name="Path">Full path.</param>
/// <param name="Encoding">Its encoding, where it has no mark.</param>
/// <param name="Safe">For a reject file whether its cells are escaped; null for a result file.</param>
internal sealed record UserTable(string Path, Encoding Encoding, bool? Safe)
{
    /// <summary>The files of an activity.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="isRefused">Whether rows of the people were refused.</param>
    /// <param name="isThere">Whether it had rows of them at all.</param>
    /// <param name="left">Gets the files that must have such rows and are not there.</param>
    public static IReadOnlyList<UserTable> Of(string folder, bool isRefused, bool isThere, ICollection<string> left)
    {
        List<UserTable> tables = [];
        if (RejectTarget.Read(folder) is RejectTarget rejects)
        {
            tables.AddRange(RejectPaths.Own(rejects.Path).Select(file => new UserTable(file, rejects.Dialect.Encoding, rejects.Safe)));
            if (tables.Count == 0 && isRefused && new RejectMark(folder).Read() > 0)
                left.Add(rejects.Path);
        }

        if (ResultTarget.Read(folder) is not { IsWritten: true } result)
            return tables;
        if (File.Exists(result.Path))
            tables.Add(new UserTable(result.Path, HeaderSettings.ReadDialect(JournalReader.TryReadHeader(folder)!).Encoding, null));
        else if (isThere)
            left.Add(result.Path);
        return tables;
    }

    /// <summary>Rows of people in files.</summary>
    /// <param name="tables">The files.</param>
    /// <param name="match">Who.</param>
    /// <param name="left">Gets the files that cannot be searched.</param>
    public static int Count(IEnumerable<UserTable> tables, AddressMatch match, ICollection<string> left) =>
        tables.Sum(table => table.Try(left, () => table.Count(match)));

    /// <summary>Takes the rows out.</summary>
    /// <param name="tables">The files.</param>
    /// <param name="match">Whose.</param>
    /// <param name="left">Gets the files that cannot be written.</param>
    public static void Erase(IEnumerable<UserTable> tables, AddressMatch match, ICollection<string> left)
    {
        foreach (UserTable table in tables.ToList())
        {
            if (table.Try(left, () => table.Count(match)) > 0)
                table.Try(left, () => table.Rewrite(match));
        }
    }

    private int Count(AddressMatch match) => Rows().Skip(1).Count(row => IsOf(row.Cells, match));

    private int Rewrite(AddressMatch match)
    {
        int removed = 0;
        bool isHeader = true;
        WholeFile.Write(Path, stream =>
        {
            using StreamWriter writer = new(stream, FoundEncoding(), 4096, leaveOpen: true);
            foreach ((string[] cells, string raw) in Rows())
            {
                bool goes = !isHeader && IsOf(cells, match);
                isHeader = false;
                removed += goes ? 1 : 0;
                if (!goes)
                    writer.Write(raw);
            }
        });
        return removed;
    }

    private static bool IsOf(string[] cells, AddressMatch match) => cells.Any(match.IsIn);

    private int Try(ICollection<string> left, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BulkException)
        {
            // None of ours by now, or held by somebody: the user is told its name.
            left.Add(Path);
            return 0;
        }
    }

    private IEnumerable<(string[] Cells, string Raw)> Rows()
    {
        using FileStream stream = new(Path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (stream.Length == 0)
            yield break;
        CsvDialect dialect = ReadDialect(stream);
        stream.Seek(0, SeekOrigin.Begin);
        using StreamReader reader = new(stream, dialect.Encoding, detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
        CsvParser parser = new(reader, dialect.Delimiter, keepsRaw: true);
        while (parser.Read())
            yield return (parser.Cells.ToArray(), parser.Raw);
    }

    private CsvDialect ReadDialect(FileStream stream)
    {
        if (Safe is bool safe)
            return RejectScan.ReadHeader(stream, Path, safe, Encoding).Dialect;
        (IReadOnlyList<string> header, CsvDialect dialect) = RejectScan.ReadHeader(stream, Encoding);
        return RejectColumns.OfResult.All(header.Contains) ? dialect : throw new IOException(Path);
    }

    private Encoding FoundEncoding()
    {
        using FileStream stream = new(Path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Encoding found = RejectScan.DialectOf(stream, Encoding).Encoding;
        return found is UTF8Encoding ? new UTF8Encoding(HasMark()) : found;
    }

    private bool HasMark()
    {
        byte[] mark = System.Text.Encoding.UTF8.GetPreamble();
        using FileStream stream = new(Path, FileMode.Open, FileAccess.Read, FileShare.Read);
        return mark.All(expected => stream.ReadByte() == expected);
    }
}
