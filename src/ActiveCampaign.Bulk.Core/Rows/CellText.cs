using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>Turns a plain .NET value into text, the same on every machine.</summary>
internal static class CellText
{
    // What a spreadsheet counts its days from.
    private static readonly DateTime s_spreadsheetZero = new(1899, 12, 30);

    /// <summary>The value as one text; null for nothing. Several values are joined by <c>;</c>.</summary>
    public static string? ToText(object? value) => value switch
    {
        null or DBNull => null,
        string text => text,
        DateTime moment => FromDateTime(moment),
        DateTimeOffset moment => IsNone(moment.DateTime) ? string.Empty : moment.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        double or float => FromNumber(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        decimal number => number.ToString(CultureInfo.InvariantCulture),
#if NET8_0_OR_GREATER
        DateOnly day => FromDateTime(day.ToDateTime(TimeOnly.MinValue)),
#endif
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable several => string.Join(";", ToTexts(several)),
        _ => value.ToString(),
    };

    /// <summary>Whether a value holds several.</summary>
    public static bool IsSeveral(object? value) => value is IEnumerable and not string;

    /// <summary>Each of several values as text, without the empty ones.</summary>
    public static IReadOnlyList<string> ToTexts(IEnumerable several)
    {
        List<string> texts = [];
        foreach (object? item in several)
        {
            if (ToText(item) is { Length: > 0 } text)
                texts.Add(text);
        }

        return texts;
    }

    /// <summary>Whether a day is what programs hold where there is no date.</summary>
    internal static bool IsNoDay(DateTime moment) => moment.Date == DateTime.MinValue || moment.Date == s_spreadsheetZero;

    private static bool IsNone(DateTime moment) => IsNoDay(moment) && moment.TimeOfDay == TimeSpan.Zero;

    // In full, not in E-notation, as far as that goes.
    private static string FromNumber(string text) =>
        text.IndexOf('E') > 0 && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) && number != 0
            ? number.ToString(CultureInfo.InvariantCulture)
            : text;

    // What stands for no date is no text either.
    private static string FromDateTime(DateTime moment)
    {
        if (IsNone(moment))
            return string.Empty;
        if (moment.TimeOfDay == TimeSpan.Zero)
            return moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return moment.ToString(moment.Kind == DateTimeKind.Unspecified ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture);
    }
}
