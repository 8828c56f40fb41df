using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;
using CsvHelper;
using CsvHelper.Configuration;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>Takes people's rows out of the reject files of an activity, which belong to the user: the other rows stay as they are.</summary>
internal static class RejectErasure
{
    private const string Suffix = ".new";

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
        return files.Sum(file => Try(file, left, () => Rows(file, target.Safe).Skip(1).Count(row => IsOf(row.Cells, match))));
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
            if (Try(file, left, () => Rows(file, target.Safe).Skip(1).Count(row => IsOf(row.Cells, match))) > 0)
                Try(file, left, () => Rewrite(file, target.Safe, match));
        }
    }

    private static int Rewrite(string file, bool safe, AddressMatch match)
    {
        int removed = 0;
        bool isHeader = true;
        using (StreamWriter writer = new(PrivateFile.Open(file + Suffix, FileMode.Create, FileAccess.Write, FileShare.None), new UTF8Encoding(HasMark(file))))
        {
            foreach ((string[] cells, string raw) in Rows(file, safe))
            {
                bool goes = !isHeader && IsOf(cells, match);
                isHeader = false;
                removed += goes ? 1 : 0;
                if (!goes)
                    writer.Write(raw);
            }

            writer.Flush();
            Disk.Flush((FileStream)writer.BaseStream);
        }

        WholeFile.Move(file + Suffix, file);
        return removed;
    }

    private static bool IsOf(string[] cells, AddressMatch match) => cells.Any(match.IsIn);

    private static int Try(string file, ICollection<string> left, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BulkException or CsvHelperException)
        {
            // None of ours by now, or held by somebody: the user is told its name.
            left.Add(file);
            return 0;
        }
    }

    private static IEnumerable<(string[] Cells, string Raw)> Rows(string file, bool safe)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (stream.Length == 0)
            yield break;
        RejectScan.ReadHeader(stream, file, safe);
        stream.Seek(0, SeekOrigin.Begin);
        using StreamReader reader = new(stream, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
        using CsvParser parser = new(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null }, leaveOpen: true);
        while (parser.Read())
            yield return (parser.Record!, parser.RawRecord);
    }

    private static bool HasMark(string file)
    {
        byte[] mark = Encoding.UTF8.GetPreamble();
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        return mark.All(expected => stream.ReadByte() == expected);
    }
}
