using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Rows.Workbooks;

/// <summary>A row of a sheet.</summary>
/// <param name="Number">Its number beside the sheet, from 1.</param>
/// <param name="IsHidden">Whether it is hidden, by hand or by a filter.</param>
/// <param name="Cells">What its cells show, from column A on: texts and dates; null for nothing.</param>
internal sealed record SheetRow(int Number, bool IsHidden, IReadOnlyList<object?> Cells)
{
    private const int Letters = 26;

    /// <summary>Whether no cell has anything.</summary>
    public bool IsBlank => Cells.All(IsNothing);

    /// <summary>Whether a cell shows nothing.</summary>
    public static bool IsNothing(object? cell) => cell is null || (cell is string text && TextRules.IsBlank(text));

    /// <summary>How a spreadsheet names a cell: C13.</summary>
    public static string NameOf(int column, long row)
    {
        string letters = string.Empty;
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / Letters)
            letters = (char)('A' + ((rest - 1) % Letters)) + letters;
        return letters + row.ToString(CultureInfo.InvariantCulture);
    }
}
