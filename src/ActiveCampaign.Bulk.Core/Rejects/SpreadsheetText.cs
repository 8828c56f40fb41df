namespace ActiveCampaign.Bulk.Core.Rejects;

/// <summary>
/// Keeps a spreadsheet from running a cell as a formula: an apostrophe before what starts one, and before an apostrophe
/// too, so that what comes back is what there was.
/// </summary>
public static class SpreadsheetText
{
    private const char Mark = '\'';

    /// <summary>The cell as it goes into the file.</summary>
    public static string Escape(string text) => !string.IsNullOrEmpty(text) && NeedsMark(text[0]) ? Mark + text : text;

    /// <summary>The cell as it was. A cell written by hand is left alone, unless it begins like an escaped one.</summary>
    public static string Unescape(string text) =>
        text is { Length: > 1 } && text[0] == Mark && NeedsMark(text[1]) ? text.Substring(1) : text;

    private static bool NeedsMark(char first) => first is '=' or '+' or '-' or '@' or '\t' or '\r' or Mark;
}
