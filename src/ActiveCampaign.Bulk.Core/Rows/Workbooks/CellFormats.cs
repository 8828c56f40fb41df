using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Rows.Workbooks;

/// <summary>The number formats of a workbook, by the style of a cell.</summary>
internal sealed class CellFormats
{
    private const string General = "General";
    private const string Day = "yyyy-mm-dd";
    private const string Time = "hh:mm:ss";

    // What every program knows by number. Those of East Asia show dates.
    private static readonly Dictionary<int, string> s_known = new()
    {
        [1] = "0", [2] = "0.00", [3] = "#,##0", [4] = "#,##0.00", [5] = "#,##0", [6] = "#,##0", [7] = "#,##0.00", [8] = "#,##0.00",
        [9] = "0%", [10] = "0.00%", [18] = Time, [19] = Time, [20] = Time, [21] = Time, [22] = Day + " " + Time, [32] = Time, [33] = Time,
        [37] = "#,##0", [38] = "#,##0", [39] = "#,##0.00", [40] = "#,##0.00", [41] = "#,##0", [42] = "#,##0", [43] = "#,##0.00", [44] = "#,##0.00",
        [45] = "mm:ss", [46] = "[h]:mm:ss", [47] = "mm:ss", [55] = Time, [56] = Time,
    };

    private readonly Dictionary<int, string> _codes = [];
    private readonly List<int> _styles = [];
    private readonly Dictionary<int, NumberFormat> _formats = [];

    /// <summary>Whether days count from 1904, as they did on the Macintosh.</summary>
    public bool Is1904 { get; set; }

    /// <summary>A format that the workbook brings along.</summary>
    public void AddCode(int format, string code) => _codes[format] = code;

    /// <summary>The format of the next style.</summary>
    public void AddStyle(int format) => _styles.Add(format);

    /// <summary>What a cell shows.</summary>
    public object Show(double value, int style)
    {
        int format = style >= 0 && style < _styles.Count ? _styles[style] : 0;
        if (!_formats.TryGetValue(format, out NumberFormat? known))
            _formats[format] = known = new NumberFormat(CodeOf(format));
        return known.Show(value, Is1904);
    }

    private string CodeOf(int format)
    {
        if (_codes.TryGetValue(format, out string? code) || s_known.TryGetValue(format, out code))
            return code;
        return format is (>= 14 and <= 17) or (>= 27 and <= 36) or (>= 50 and <= 58) ? Day : General;
    }
}
