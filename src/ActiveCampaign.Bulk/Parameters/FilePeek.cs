using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Rows.Workbooks;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Looks at the beginning of the file that -Path names, before the command runs.</summary>
internal static class FilePeek
{
    // A workbook has its texts in one part, which is read whole.
    private const long MostBytes = 2 * 1024 * 1024;

    /// <summary>The columns of the file; null where none is named, or it is a workbook too large to look at in passing.</summary>
    public static RowShape? Shape(IDictionary bound)
    {
        if (PathOf(bound) is not string path)
            return null;
        InputFile file = new()
        {
            Path = path,
            Delimiter = bound["Delimiter"] is object delimiter && delimiter.ToString() is { Length: 1 } text ? text[0] : null,
            Encoding = bound["Encoding"] is object encoding ? new EncodingTransformationAttribute().Transform(null!, encoding) as Encoding : null,
            WorksheetName = bound["WorksheetName"]?.ToString(),
            HeaderRow = int.TryParse(bound["HeaderRow"]?.ToString(), out int row) ? row : null,
        };
        return IsTooLarge(path) ? null : RowFile.ReadShape(file);
    }

    /// <summary>The sheets of the workbook; none where it is none.</summary>
    public static IReadOnlyList<Sheet> Sheets(IDictionary bound)
    {
        if (PathOf(bound) is not string path || !RowFile.IsWorkbook(path) || IsTooLarge(path))
            return [];
        using WorkbookFile book = WorkbookFile.Open(path);
        return book.Sheets.ToList();
    }

    private static string? PathOf(IDictionary bound)
    {
        string? path = bound["LiteralPath"]?.ToString() is string literal ? InputPath.ResolveLiteralHere(literal) : bound["Path"]?.ToString() is string pattern ? InputPath.ResolveHere(pattern).FirstOrDefault() : null;
        return path is not null && File.Exists(path) ? path : null;
    }

    private static bool IsTooLarge(string path) => RowFile.IsWorkbook(path) && new FileInfo(path).Length > MostBytes;
}
