using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>What the beginning of a CSV file says: which lines stand before its header, and what separates its cells.</summary>
/// <param name="Lines">Lines to pass over.</param>
/// <param name="Delimiter">What separates the cells.</param>
/// <param name="IsDetected">Whether the delimiter was found by counting, rather than given or named by the file.</param>
internal sealed record CsvStart(int Lines, char Delimiter, bool IsDetected)
{
    private const string TypeMark = "#TYPE ";
    private const string DelimiterMark = "sep=";

    /// <summary>Reads the beginning of a text.</summary>
    /// <param name="text">The beginning.</param>
    /// <param name="given">The delimiter, where it is known.</param>
    /// <param name="headerRow">The line of the header, where it is known.</param>
    public static CsvStart Of(string text, char? given, int? headerRow = null)
    {
        List<string> lines = LinesOf(text);
        int skipped = 0;
        char? named = null;
        while (skipped < (headerRow - 1 ?? lines.Count))
        {
            if (skipped < lines.Count && NamedIn(lines[skipped]) is char delimiter)
                named = delimiter;
            else if (headerRow is null && !IsComment(lines[skipped]))
                break;
            skipped++;
        }

        // What is left of the text, so that a header of several lines is looked at as one.
        int start = skipped == 0 ? 0 : OffsetOf(text, skipped);
        char found = given ?? named ?? DelimiterDetector.Detect(text.AsSpan(start), ColumnNames.IsEmail);
        return new CsvStart(skipped, found, given is null && named is null);
    }

    // Excel's own line, quoted by some programs.
    private static char? NamedIn(string line)
    {
        string plain = line.Trim('"');
        return plain.Length == DelimiterMark.Length + 1 && plain.StartsWith(DelimiterMark, StringComparison.OrdinalIgnoreCase) ? plain[DelimiterMark.Length] : null;
    }

    // Import-Csv passes over lines that begin with #; one that names the addresses is a header all the same.
    private static bool IsComment(string line)
    {
        if (!line.StartsWith("#", StringComparison.Ordinal))
            return false;
        return line.StartsWith(TypeMark, StringComparison.Ordinal)
            || !line.Split(DelimiterDetector.Detect(line.AsSpan())).Any(name => ColumnNames.IsEmail(name.Trim().Trim('"')));
    }

    private static List<string> LinesOf(string text)
    {
        List<string> lines = [];
        using StringReader reader = new(text);
        while (lines.Count < 32 && reader.ReadLine() is string line)
            lines.Add(line);
        return lines;
    }

    private static int OffsetOf(string text, int lines)
    {
        int offset = 0;
        for (; lines > 0 && offset < text.Length; offset++)
        {
            if (text[offset] == '\n' || (text[offset] == '\r' && (offset + 1 == text.Length || text[offset + 1] != '\n')))
                lines--;
        }

        return offset;
    }
}
