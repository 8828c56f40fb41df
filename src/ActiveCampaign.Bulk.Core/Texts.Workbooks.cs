using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ActiveCampaign.Bulk.Core;

/// <summary>What people read about workbooks.</summary>
internal static partial class Texts
{
    public const string WorkbookLocked = "it is locked by a password. Open it in the spreadsheet program, take the password off, save it, and give that file.";

    public const string WorkbookOld = "it was written by a program older than Excel 97. Open it in the spreadsheet program, save it as .xlsx, and give that file.";

    public const string WorkbookOther = "it is of another program. Open it in the spreadsheet program, save it as .xlsx, and give that file.";

    private const int SheetsShown = 10;

    public static string WorkbookUnknown(string path, string why) => $"The workbook '{path}' cannot be read: {why}";

    public static string WorkbookDamaged(string path) =>
        $"The file '{path}' begins like a workbook and is none that can be read: it is damaged, or was not copied whole. Open it in the spreadsheet program, save it as .xlsx, and give that file.";

    public static string WorkbookEmpty(string path) => $"The workbook '{path}' has no sheet that is shown. Name one with -WorksheetName, or show it in the spreadsheet program and save the file.";

    public static string SheetEmpty(string path, string sheet, IReadOnlyList<string> others) =>
        $"The sheet '{sheet}' of '{path}' is empty: it has no header. " + (others.Count == 0 ? "Give a sheet whose first row names the columns." : $"There are rows in {Listed(others)}: name the sheet, for example -WorksheetName {Quoted(others[0])}.");

    public static string UnknownWorksheet(string path, string name, IEnumerable<string> sheets) =>
        $"The workbook '{path}' has no sheet '{name}'. Its sheets are {Listed(sheets.ToList())}. Give one of these names to -WorksheetName.";

    public static string OtherSheets(string sheet, IReadOnlyList<string> others) =>
        $"Only the sheet '{sheet}' is read, and there are rows in {Listed(others)}, too. -WorksheetName names the sheet that is read.";

    public static string HeaderRowBlank(string sheet, int row) => string.Format(
        CultureInfo.InvariantCulture, "Row {0} of the sheet '{1}' is blank, and -HeaderRow says that it names the columns. Give the number that stands beside the names in the spreadsheet.", row, sheet);

    public static string HiddenRows(string path, string sheet, IReadOnlyCollection<long> rows) =>
        $"The sheet '{sheet}' of '{path}' hides {(rows.Count == 1 ? "row " : "rows ")}{RowList(rows)}, as a filter does, and nobody can tell whether they are meant. Nothing was sent. Say it with -HiddenRow Include, which takes them like all others, or -HiddenRow Skip, which leaves them out; or show all rows in the spreadsheet program and save the file.";

    public static string CellWithoutHeading(string cell) => $"The cell {cell} has text, and its column has no name. Empty it, or give the column a name in the header.";

    public static string OptionOfText(string path) => $"-Encoding and -Delimiter say how a text file is read, and '{path}' is a workbook. Leave them out.";

    public static string OptionOfWorkbook(string path) => $"-WorksheetName and -HiddenRow say how a workbook is read, and '{path}' is none. Leave them out.";

    private static string Listed(IReadOnlyList<string> sheets) =>
        string.Join(", ", sheets.Take(SheetsShown).Select(sheet => $"'{sheet}'")) + (sheets.Count > SheetsShown ? $" and {sheets.Count - SheetsShown} more" : string.Empty);
}
