using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Upkeep;

/// <summary>Takes people's rows out of the reject files of an activity, which belong to the user: the other rows stay as they are.</summary>
internal static class RejectErasure
{
    /// <summary>Rows of people in the reject files.</summary>
    /// <param name="folder">The activity's folder.</param>
    /// <param name="match">Who.</param>
    /// <param name="isExpected">Whether a row of theirs was refused.</param>
    /// <param name="left">Gets the files that cannot be searched, or are expected and not there.</param>
    public static int Count(string folder, AddressMatch match, bool isExpected, ICollection<string> left)
    {
        if (RejectTarget.Read(folder) is not RejectTarget target)
            return 0;
        List<string> files = RejectPaths.Own(target.Path).ToList();
        if (files.Count == 0 && isExpected && new RejectMark(folder).Read() > 0)
            left.Add(target.Path);
        return files.Sum(file => Try(file, left, () => Rows(file, target.Safe, target.Dialect.Encoding).Skip(1).Count(row => IsOf(row.Cells, match))));
    }

    /// <summary>Takes the rows out.</summary>
    /// <param name="folder">The activity's folder.</param>
    /// <param name="match">Whose.</param>
    /// <param name="left">Gets the files that cannot be written.</param>
    public static void Apply(string folder, AddressMatch match, ICollection<string> left)
    {
        if (RejectTarget.Read(folder) is not RejectTarget target)
            return;
        foreach (string file in RejectPaths.Own(target.Path).Where(file => !left.Contains(file)).ToList())
        {
            if (Try(file, left, () => Rows(file, target.Safe, target.Dialect.Encoding).Skip(1).Count(row => IsOf(row.Cells, match))) > 0)
                Try(file, left, () => Rewrite(file, target, match));
        }
    }

    private static int Rewrite(string file, RejectTarget target, AddressMatch match)
    {
        int removed = 0;
        bool isHeader = true;
        WholeFile.Write(file, stream =>
        {
            using StreamWriter writer = new(stream, EncodingOf(file, target.Dialect.Encoding), 4096, leaveOpen: true);
            foreach ((string[] cells, string raw) in Rows(file, target.Safe, target.Dialect.Encoding))
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

    private static int Try(string file, ICollection<string> left, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BulkException)
        {
            // None of ours by now, or held by somebody: the user is told its name.
            left.Add(file);
            return 0;
        }
    }

    private static IEnumerable<(string[] Cells, string Raw)> Rows(string file, bool safe, Encoding encoding)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (stream.Length == 0)
            yield break;
        (_, CsvDialect dialect) = RejectScan.ReadHeader(stream, file, safe, encoding);
        stream.Seek(0, SeekOrigin.Begin);
        using StreamReader reader = new(stream, dialect.Encoding, detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
        CsvParser parser = new(reader, dialect.Delimiter, keepsRaw: true);
        while (parser.Read())
            yield return (parser.Cells.ToArray(), parser.Raw);
    }

    private static Encoding EncodingOf(string file, Encoding encoding)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        Encoding found = RejectScan.DialectOf(stream, encoding).Encoding;
        return found is UTF8Encoding ? new UTF8Encoding(HasMark(file)) : found;
    }

    private static bool HasMark(string file)
    {
        byte[] mark = Encoding.UTF8.GetPreamble();
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        return mark.All(expected => stream.ReadByte() == expected);
    }
}
