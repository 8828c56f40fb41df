using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>Looks into a reject file that is there, and repairs its end.</summary>
internal static class RejectScan
{
    /// <summary>The header, which must have the columns of a reject file, and how the file is written.</summary>
    public static (IReadOnlyList<string> Header, CsvDialect Dialect) ReadHeader(Stream stream, string path, bool safe, Encoding? encoding = null)
    {
        (IReadOnlyList<string> header, CsvDialect dialect) = ReadHeader(stream, encoding ?? Encoding.UTF8);
        bool has = RejectColumns.Of(safe).All(column => IndexOf(header, column) >= 0) && (safe || IndexOf(header, RejectColumns.Escaped) < 0);
        return has ? (header, dialect) : throw new BulkException(BulkError.RejectFileMismatch, Texts.RejectFileMismatch(path, safe, RejectColumns.Of(safe)), path);
    }

    /// <summary>The header, whatever it has.</summary>
    public static (IReadOnlyList<string> Header, CsvDialect Dialect) ReadHeader(Stream stream, Encoding encoding)
    {
        CsvDialect dialect = DialectOf(stream, encoding);
        return (Records(stream, dialect).FirstOrDefault() ?? [], dialect);
    }

    /// <summary>Takes off half a record at the end, which a kill leaves; a whole one without newline gets it.</summary>
    public static void RepairEnd(FileStream stream, IReadOnlyList<string> header, CsvDialect dialect)
    {
        long end = CsvTail.FindEnd(stream, dialect.Encoding);
        if (end == stream.Length)
            return;
        if (end == 0 || IsWhole(stream, end, header, dialect))
        {
            byte[] newline = dialect.Encoding.GetBytes("\r\n");
            stream.Seek(0, SeekOrigin.End);
            stream.Write(newline, 0, newline.Length);
        }
        else
        {
            stream.SetLength(end);
        }
    }

    /// <summary>Tells activity and number of every row.</summary>
    public static void ReadRows(Stream stream, IReadOnlyList<string> header, CsvDialect dialect, Action<string, long> seen)
    {
        int id = IndexOf(header, RejectColumns.ActivityId);
        int first = IndexOf(header, RejectColumns.Row);
        int own = IndexOf(header, RejectColumns.InputRow);
        foreach (string[] cells in Records(stream, dialect).Skip(1).Where(cells => cells.Length == header.Count))
        {
            string row = own >= 0 && cells[own].Length > 0 ? cells[own] : cells[first];
            if (long.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out long number))
                seen(cells[id], number);
        }
    }

    /// <summary>How a file is written: by its byte order mark, else as the activity says.</summary>
    public static CsvDialect DialectOf(Stream stream, Encoding encoding)
    {
        stream.Seek(0, SeekOrigin.Begin);
        using StreamReader reader = new(stream, encoding, detectEncodingFromByteOrderMarks: true, 1024, leaveOpen: true);
        string header = reader.ReadLine() ?? string.Empty;
        return new CsvDialect(DelimiterDetector.Detect(header.AsSpan(), RejectColumns.IsOne), reader.CurrentEncoding);
    }

    private static bool IsWhole(FileStream stream, long start, IReadOnlyList<string> header, CsvDialect dialect)
    {
        stream.Seek(start, SeekOrigin.Begin);
        using StreamReader reader = new(stream, dialect.Encoding, false, 1024, leaveOpen: true);
        CsvParser parser = new(reader, dialect.Delimiter);
        return parser.Read() && parser.Damage is null && parser.Cells.Count == header.Count
            && Enum.IsDefined(typeof(RejectAction), parser.Cells[IndexOf(header, RejectColumns.Action)])
            && (IndexOf(header, RejectColumns.Escaped) is var escaped && (escaped < 0 || parser.Cells[escaped] == "1"));
    }

    private static IEnumerable<string[]> Records(Stream stream, CsvDialect dialect)
    {
        stream.Seek(0, SeekOrigin.Begin);
        using StreamReader reader = new(stream, dialect.Encoding, detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
        CsvParser parser = new(reader, dialect.Delimiter);
        while (parser.Read())
            yield return parser.Cells.ToArray();
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
