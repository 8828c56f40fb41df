using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>Looks into a reject file that is there, and repairs its end.</summary>
internal static class RejectScan
{
    /// <summary>The header, which must have the columns of a reject file.</summary>
    public static IReadOnlyList<string> ReadHeader(Stream stream, string path, bool safe)
    {
        string[] header = Records(stream).FirstOrDefault() ?? [];
        bool has = RejectColumns.Of(safe).All(column => IndexOf(header, column) >= 0) && (safe || IndexOf(header, RejectColumns.Escaped) < 0);
        return has ? header : throw new BulkException(BulkError.RejectFileMismatch, Texts.RejectFileMismatch(path, safe), path);
    }

    /// <summary>Takes off half a record at the end, which a kill leaves; a whole one without newline gets it.</summary>
    public static void RepairEnd(FileStream stream, IReadOnlyList<string> header)
    {
        long end = CsvTail.FindEnd(stream);
        if (end == stream.Length)
            return;
        if (end == 0 || IsWhole(stream, end, header))
        {
            stream.Seek(0, SeekOrigin.End);
            stream.Write([(byte)'\r', (byte)'\n'], 0, 2);
        }
        else
        {
            stream.SetLength(end);
        }
    }

    /// <summary>Tells activity and number of every row.</summary>
    public static void ReadRows(Stream stream, IReadOnlyList<string> header, Action<string, long> seen)
    {
        int id = IndexOf(header, RejectColumns.ActivityId);
        int row = IndexOf(header, RejectColumns.Row);
        foreach (string[] cells in Records(stream).Skip(1))
        {
            if (cells.Length > Math.Max(id, row) && long.TryParse(cells[row], NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                seen(cells[id], number);
        }
    }

    private static bool IsWhole(FileStream stream, long start, IReadOnlyList<string> header)
    {
        stream.Seek(start, SeekOrigin.Begin);
        using StreamReader reader = new(stream, Encoding.UTF8, false, 1024, leaveOpen: true);
        string rest = reader.ReadToEnd();
        using CsvParser parser = new(new StringReader(rest), CultureInfo.InvariantCulture);
        return rest.Count(c => c == '"') % 2 == 0 && parser.Read() && parser.Record!.Length == header.Count
            && Enum.IsDefined(typeof(RejectAction), parser.Record[IndexOf(header, RejectColumns.Action)])
            && (IndexOf(header, RejectColumns.Escaped) is var escaped && (escaped < 0 || parser.Record[escaped] == "1"));
    }

    private static IEnumerable<string[]> Records(Stream stream)
    {
        stream.Seek(0, SeekOrigin.Begin);
        using StreamReader reader = new(stream, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
        using CsvParser parser = new(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null }, leaveOpen: true);
        while (parser.Read() && reader.CurrentEncoding is UTF8Encoding)
            yield return parser.Record!;
    }

    private static int IndexOf(IReadOnlyList<string> header, string name)
    {
        for (int i = 0; i < header.Count; i++)
        {
            if (string.Equals(header[i], name, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }
}
