using System.Collections.Generic;
using System.Text;

namespace ActiveCampaign.Bulk.Core.Files;

/// <summary>A record of a CSV file by RFC 4180, as every file is written here.</summary>
internal static class CsvLine
{
    private static readonly char[] s_special = ['"', '\r', '\n'];

    /// <summary>Adds a record with its end.</summary>
    public static void Append(StringBuilder lines, IEnumerable<string?> cells, char delimiter)
    {
        int start = lines.Length;
        int count = 0;
        foreach (string? cell in cells)
        {
            if (count++ > 0)
                lines.Append(delimiter);
            AppendCell(lines, cell, delimiter);
        }

        // A line with nothing on it is none.
        if (count == 1 && lines.Length == start)
            lines.Append("\"\"");
        lines.Append("\r\n");
    }

    private static void AppendCell(StringBuilder lines, string? cell, char delimiter)
    {
        if (NeedsQuotes(cell, delimiter))
            lines.Append('"').Append(cell!.Replace("\"", "\"\"")).Append('"');
        else
            lines.Append(cell);
    }

    // Blanks at an end stay what they are for readers that trim.
    private static bool NeedsQuotes(string? cell, char delimiter) =>
        cell is { Length: > 0 }
        && (char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[cell.Length - 1]) || cell.IndexOf(delimiter) >= 0 || cell.IndexOfAny(s_special) >= 0);
}
