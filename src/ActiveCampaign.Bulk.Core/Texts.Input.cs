using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActiveCampaign.Bulk.Core;

/// <summary>What people read about files and their headers.</summary>
internal static partial class Texts
{
    public const string KindWorkbook = "a workbook of a spreadsheet";

    public const string KindArchive = "a packed file";

    public const string KindPdf = "a PDF";

    public const string KindHtml = "a web page";

    public const string KindXml = "XML";

    public const string KindJson = "JSON";

    public const string SaveAsCsv = "Open it in the spreadsheet program, save the sheet as 'CSV UTF-8', and give that file.";

    public const string Unpack = "Unpack it, and give the CSV file that is in it.";

    public const string ExportAgain = "Export the contacts again where it came from, as CSV, and give that file.";

    public const string QuoteMisplaced = "A quote stands where none may: inside a cell that is not quoted, or before text that follows the closing quote. Put the whole cell into quotes and double each quote inside it.";

    public static string HeaderQuotes(string path, long line) => string.Format(
        CultureInfo.InvariantCulture, "The header of '{0}' (line {1}) has a quote where none may be, or one that is never closed. Put each name with a quote in it into quotes, double that quote, and close every quote.", path, line);

    public static string NotATable(string? path, string what, string wayOut) =>
        (path is null ? $"The input is {what}, not a table of rows." : $"The file '{path}' is {what}, not a CSV file.") + " " + wayOut;

    public static string ReadJson(string? path, bool isLines) =>
        $"Read it as what it is: Get-Content -LiteralPath {Quoted(path ?? "people.json")}{(isLines ? string.Empty : " -Raw")} | ConvertFrom-Json | {Next(path)}";

    public static string PathIsFolder(string path) => $"'{path}' is a folder, not a file. Name one of the files in it.";

    public static string Utf16WithoutMark(string? path, string name) => path is null
        ? $"The header was read in the wrong encoding: it is UTF-16. Read it with -Encoding {name}, for example Import-Csv -Encoding {name}."
        : $"The file '{path}' is UTF-16 and has no byte order mark that says so. Read it with -Encoding {name}.";

    public static string HeaderIsContact(int column, string? path, int columns)
    {
        string where = path is null ? "The first line of the input" : $"The first line of '{path}'";
        string text = string.Format(CultureInfo.InvariantCulture, "{0} looks like a contact, not a header: column {1} of it is an email address. ", where, column);
        return text + (columns == 1
            ? $"Put a line above it with the word email, or name the column here: Import-Csv -LiteralPath {Quoted(path ?? "people.csv")} -Header email | {Next(path)}"
            : "Put a line above it that names the columns, with 'email' for the address.");
    }

    public static string HeaderIsTitle(string? path, string? sheet, long line) => path is null
        ? "The first line of the input is a title, not a header: the names of the columns stand further below. Remove what stands above them, then read the file again."
        : string.Format(CultureInfo.InvariantCulture, "{0} begins with a title: the names of the columns are in {1} {2}. Give -HeaderRow {2}, or remove what stands above it.", sheet is null ? $"The file '{path}'" : $"The sheet '{sheet}' of '{path}'", sheet is null ? "line" : "row", line);

    public const string HeaderIsSep = "The first line of the input is 'sep=', which spreadsheets write and Import-Csv takes for the header. Delete that line, or for an import give the file itself: Import-ACContact -Path people.csv";

    public static string HeaderNotSplit(char delimiter) =>
        $"The header was read as one column, and its names are separated by {Named(delimiter)}. Read the file with Import-Csv -Delimiter {Argument(delimiter)}, or for an import give it to Import-ACContact -Path, which finds the delimiter itself.";

    public static string NoEmailColumn(IReadOnlyList<string> columns) =>
        $"No column holds the email address. The columns are: {string.Join(", ", columns)}. Name the one that does 'email' in the header, or send it there with -ColumnMap: the name of the column, and 'email'.";

    public static string NoContactColumn(IEnumerable<string> columns) =>
        $"No column holds the address or the id of contacts. The columns are: {string.Join(", ", columns)}. Call the one that does 'email'; without changing the file: ... | Select-Object *, @{{ n = 'email'; e = 'its name now' }}.";

    public static string DelimiterFound(char delimiter) =>
        $". The cells were separated by {Named(delimiter)}, which was found in the header; if that is wrong, give -Delimiter.";

    public static string ColumnTwice(string name, IReadOnlyList<int> places) => string.Format(
        CultureInfo.InvariantCulture, "{0} columns are called '{1}' ({2}). Rename all but one in the file; which of them counts cannot be told.",
        places.Count == 2 ? "Two" : places.Count.ToString(CultureInfo.InvariantCulture), name, string.Join(" and ", places));

    public static string CellWithoutName(int column, string? name = null) => string.Format(CultureInfo.InvariantCulture, "Column {0} has text and no name. ", column)
        + (name is null
            ? "Usually a cell with a delimiter in it is not quoted: correct the row, or give the file's -Delimiter. If the column is meant, give it a name in the header."
            : $"Import-Csv calls it '{name}': give it a name in the header, or leave it out with -ColumnMap @{{ '{name}' = $null }}.");

    /// <summary>Every column that leads nowhere, in one text.</summary>
    /// <param name="unmatched">Column, target that was given for it or null, and the name that is near or null.</param>
    /// <param name="map">The map as it was given.</param>
    /// <param name="hasEmail">Whether another column holds the address, or is near to it.</param>
    /// <param name="types">What to create for columns that are fields of another service, where that is known.</param>
    public static string UnknownColumns(IReadOnlyList<(string Column, string? Target, string? Near)> unmatched, IReadOnlyDictionary<string, string?> map, bool hasEmail, IReadOnlyDictionary<string, string>? types = null)
    {
        string[] plain = unmatched.Where(item => item.Target is null).Select(item => $"'{item.Column}'").ToArray();
        List<string> parts = [];
        if (plain.Length > 0)
            parts.Add($"{(plain.Length == 1 ? "The column " + plain[0] + " matches" : "The columns " + string.Join(", ", plain) + " match")} no contact member and no custom field of the account (Get-ACField shows the fields).");
        foreach ((string column, string? target, _) in unmatched.Where(item => item.Target is not null))
            parts.Add($"-ColumnMap sends the column '{column}' to '{target}', which is no contact member and no custom field of the account.");
        foreach ((string column, _, string? near) in unmatched.Where(item => item.Near is not null))
            parts.Add($"Near '{column}' is '{near}'.");
        if (!hasEmail)
            parts.Add("No column holds the email address: map the one that does to 'email'.");
        string[] missing = unmatched.Where(item => types?.ContainsKey(item.Column) == true).Select(item => $"'{item.Column}' ({types![item.Column]})").ToArray();
        if (missing.Length > 0)
            parts.Add($"To keep their values, create these fields in the account first: {string.Join("; ", missing)}.");
        parts.Add(unmatched.All(item => item.Near is null) ? "Map them to a name from there, or leave them out:" : "Map them, or leave out what has no place ($null):");
        parts.Add($"-ColumnMap {ColumnMap(unmatched, map)}");
        return string.Join(" ", parts);
    }

    /// <summary>A map with columns that lead nowhere in it. One that is given replaces the one before, so what was in that is in it again.</summary>
    public static IReadOnlyDictionary<string, string?> MapFor(IReadOnlyList<(string Column, string? Target, string? Near)> unmatched, IReadOnlyDictionary<string, string?> map)
    {
        Dictionary<string, string?> whole = new(System.StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, string?> kept in map.Where(entry => !unmatched.Any(item => Same(item.Column, entry.Key))))
            whole[kept.Key] = kept.Value;
        foreach (IGrouping<string, (string Column, string? Target, string? Near)> same in unmatched.GroupBy(item => item.Column.Trim(), System.StringComparer.OrdinalIgnoreCase))
            whole[same.Key] = same.First().Near;
        return whole;
    }

    /// <summary>A map as PowerShell reads it.</summary>
    public static string MapText(IReadOnlyDictionary<string, string?> map) => "@{ " + string.Join("; ", map.Select(entry => Entry(entry.Key, entry.Value))) + " }";

    /// <summary>What is to be said where a name has wildcards and they mean nothing.</summary>
    public static string WildcardHint(string name) => name.IndexOfAny(['*', '?']) < 0 ? string.Empty : " Wildcards mean nothing here: give the whole name.";

    /// <summary>A text as PowerShell reads it back; it takes curved quotes for straight ones.</summary>
    public static string Quoted(string text)
    {
        System.Text.StringBuilder quoted = new("'");
        foreach (char c in text)
        {
            quoted.Append(c);
            if (c is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B')
                quoted.Append(c);
        }

        return quoted.Append('\'').ToString();
    }

    /// <summary>A map for columns that lead nowhere, as PowerShell reads it.</summary>
    public static string ColumnMap(IReadOnlyList<(string Column, string? Target, string? Near)> unmatched, IReadOnlyDictionary<string, string?> map) => MapText(MapFor(unmatched, map));

    private static bool Same(string column, string key) => string.Equals(column.Trim(), key.Trim(), System.StringComparison.OrdinalIgnoreCase);

    // Rows of a pipeline may be on their way to another command, even to one that deletes.
    private static string Next(string? path) => path is null ? "..." : "Import-ACContact";

    private static string Entry(string column, string? target) => $"{Quoted(column)} = {(target is null ? "$null" : Quoted(target))}";

    private static string Named(char delimiter) => delimiter switch
    {
        ',' => "a comma",
        ';' => "a semicolon",
        '\t' => "a tab",
        '|' => "a bar",
        _ => $"'{delimiter}'",
    };

    private static string Argument(char delimiter) => delimiter == '\t' ? "\"`t\"" : $"'{delimiter}'";
}
