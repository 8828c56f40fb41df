using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>
/// Keeps a spreadsheet from running a cell as a formula: an apostrophe before what starts one, even behind blanks and
/// invisible characters, and before an apostrophe too, so that what comes back is what there was.
/// </summary>
internal static class SpreadsheetText
{
    private const char Mark = '\'';

    /// <summary>The cell as it goes into the file.</summary>
    public static string Escape(string text) => NeedsMark(text, 0) ? Mark + text : text;

    /// <summary>The cell as it was. A cell written by hand is left alone, unless it begins like an escaped one.</summary>
    public static string Unescape(string text) =>
        text is { Length: > 1 } && text[0] == Mark && NeedsMark(text, 1) ? text.Substring(1) : text;

    private static bool NeedsMark(string? text, int start)
    {
        if (text is null || start >= text.Length)
            return false;
        if (text[start] is Mark or '\t' or '\r' or '\n')
            return true;
        while (start < text.Length && TextRules.IsInvisible(text[start]))
            start++;
        return start < text.Length && IsSign(text[start]);
    }

    // The full-width and small forms are signs to a spreadsheet where the system's language has them.
    private static bool IsSign(char c) => c is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20' or '\uFE66' or '\uFE62' or '\uFE63' or '\uFE6B';
}
