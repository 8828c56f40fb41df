using System;
using System.Linq;
using System.Text;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>Tells what is no table of rows by how it begins.</summary>
internal static class TextKind
{
    private static readonly string[] s_workbookNames = ["[Content_Types].xml", "_rels/", "xl/", "docProps/", "opendocument"];
    private static readonly string[] s_otherNames = ["opendocument", "word/", "ppt/", "xl/workbook.bin"];
    private static readonly byte[] s_packed = [0x50, 0x4B, 0x03, 0x04];
    private static readonly byte[] s_oldWorkbook = [0xD0, 0xCF, 0x11, 0xE0];

    private static readonly (byte[] Magic, string What, string WayOut)[] s_binary =
    [
        (s_oldWorkbook, Texts.KindWorkbook, Texts.SaveAsCsv),
        ([0x1F, 0x8B], Texts.KindArchive, Texts.Unpack),
        ([0x25, 0x50, 0x44, 0x46], Texts.KindPdf, Texts.ExportAgain),
    ];

    /// <summary>Whether a file that begins with these bytes is a workbook of a kind that is read.</summary>
    public static bool IsWorkbook(byte[] start, int length) =>
        Begins(start, length, s_oldWorkbook) || (Begins(start, length, s_packed) && NamesOne(start, length, s_workbookNames) && !NamesOne(start, length, s_otherNames));

    /// <summary>What a file is that begins with these bytes; null where it may be a table.</summary>
    public static string? OfBytes(byte[] start, int length, string path)
    {
        if (Begins(start, length, s_packed))
            return NamesOne(start, length, s_workbookNames) ? Texts.NotATable(path, Texts.KindWorkbook, Texts.SaveAsCsv) : Texts.NotATable(path, Texts.KindArchive, Texts.Unpack);
        foreach ((byte[] magic, string what, string wayOut) in s_binary)
        {
            if (Begins(start, length, magic))
                return Texts.NotATable(path, what, wayOut);
        }

        return null;
    }

    /// <summary>What a text is that begins so; null where it may be a table.</summary>
    /// <param name="start">The beginning.</param>
    /// <param name="path">The file, or null where it was read by somebody else.</param>
    public static string? OfText(string start, string? path)
    {
        string text = start.TrimStart();
        if (text.StartsWith("<", StringComparison.Ordinal))
            return Texts.NotATable(path, text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) ? Texts.KindXml : Texts.KindHtml, Texts.ExportAgain);
        if (text.StartsWith("PK\u0003\u0004", StringComparison.Ordinal))
            return Texts.NotATable(path, Texts.KindWorkbook, Texts.SaveAsCsv);
        return IsJson(text) ? Texts.NotATable(path, Texts.KindJson, Texts.ReadJson(path, text[0] == '{' && IsLines(text))) : null;
    }

    /// <summary>The encoding whose text without a byte order mark begins so, by the zeros in it; null where there are none.</summary>
    public static string? ZerosOf(byte[] start, int length)
    {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < length; i++)
        {
            if (start[i] == 0)
                (even, odd) = i % 2 == 0 ? (even + 1, odd) : (even, odd + 1);
        }

        return even + odd <= length / 8 ? null : odd > even ? "unicode" : "bigendianunicode";
    }

    // A column may be called [x]; JSON goes on with a quote, a brace, or nothing on that line.
    private static bool IsJson(string text)
    {
        if (text.Length == 0 || text[0] is not ('{' or '['))
            return false;
        string rest = text.Substring(1).TrimStart(' ', '\t');
        return rest.Length == 0 || rest[0] is '"' or '{' or '[' or '\r' or '\n' or '}' or ']';
    }

    private static bool IsLines(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Take(2).All(line => line[0] == '{' && line.Length > 1);

    private static bool Begins(byte[] start, int length, byte[] magic) => length >= magic.Length && magic.Select((b, i) => start[i] == b).All(same => same);

    private static bool NamesOne(byte[] start, int length, string[] names)
    {
        string text = Encoding.ASCII.GetString(start, 0, length);
        return names.Any(name => text.IndexOf(name, StringComparison.Ordinal) >= 0);
    }
}
