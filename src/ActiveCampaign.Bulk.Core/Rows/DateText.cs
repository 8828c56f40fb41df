using System;
using System.Globalization;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>
/// Dates as the service wants them: a day as <c>YYYY-MM-DD</c>, a moment as ISO 8601 with offset. Text must be ISO
/// unless a format is given, since 03/04 is two different days; ISO is read beside a format, too. A moment without offset
/// is taken in the local time zone. What programs write where there is no date (0000-00-00, 0001-01-01, 1899-12-30)
/// comes out empty.
/// </summary>
internal static class DateText
{
    private const int ZeroDigits = 6;

    private static readonly string[] s_isoFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyyMMdd",
    ];

    /// <summary>A day; empty where there is none, null when the value is no date.</summary>
    public static string? ToDay(object value, string? format)
    {
        switch (value)
        {
            case DateTime moment:
                return Day(moment);
            case DateTimeOffset moment:
                return Day(moment.DateTime);
#if NET8_0_OR_GREATER
            case DateOnly day:
                return Day(day.ToDateTime(TimeOnly.MinValue));
#endif
            default:
                string text = Trimmed(value);
                if (IsZero(text))
                    return string.Empty;

                // The day is the one written, whatever the offset behind it.
                return TryParse(text, format, out DateTimeOffset parsed) ? Day(parsed.DateTime) : null;
        }
    }

    /// <summary>A moment; empty where there is none, null when the value is no date.</summary>
    public static string? ToMoment(object value, string? format)
    {
        switch (value)
        {
            case DateTimeOffset moment:
                return Moment(moment);
            case DateTime moment when CellText.IsNoDay(moment):
                return NoneOf(moment);
            case DateTime moment:
                // The first and last days there are may have no time in another zone.
                return moment.Year is > 1 and < 9999 ? Moment(new DateTimeOffset(moment)) : null;
#if NET8_0_OR_GREATER
            case DateOnly day:
                return ToMoment(day.ToDateTime(TimeOnly.MinValue), null);
#endif
            default:
                string text = Trimmed(value);
                if (IsZero(text))
                    return string.Empty;
                return TryParse(text, format, out DateTimeOffset parsed) ? Moment(parsed) : null;
        }
    }

    /// <summary>Whether a text is no date only because its month has no such day.</summary>
    internal static bool IsNoSuchDay(object value, string? format)
    {
        string text = Trimmed(value);
        return IsNoSuchDay(text, "yyyy-MM-dd", null) || (format is not null && IsNoSuchDay(text, format, format));
    }

    // Where the parts have their full width, the day stands at the same place in format and text.
    private static bool IsNoSuchDay(string text, string shape, string? format)
    {
        int at = shape.IndexOf("dd", StringComparison.Ordinal);
        return at >= 0 && text.Length >= at + 2
            && int.TryParse(text.Substring(at, 2), NumberStyles.None, CultureInfo.InvariantCulture, out int day) && day is > 28 and <= 31
            && TryParse(text.Substring(0, at) + "01" + text.Substring(at + 2), format, out _);
    }

    private static bool TryParse(string text, string? format, out DateTimeOffset parsed)
    {
        if (format is not null && DateTimeOffset.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out parsed))
            return true;
        if (DateTimeOffset.TryParseExact(text, s_isoFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out parsed))
            return format is null || !DateFormats.Contradicts(format);
        return false;
    }

    private static string Trimmed(object value) => (CellText.ToText(value) ?? string.Empty).Trim();

    // The service's own empty date, with or without a time, in any order of its parts; or the first day of .NET, which may
    // have no time in another zone.
    private static bool IsZero(string text)
    {
        if (text.StartsWith("0001-01-01", StringComparison.Ordinal))
            text = "0000-00-00" + text.Substring("0001-01-01".Length);
        int zeros = 0;
        foreach (char c in text)
        {
            if (c == '0')
                zeros++;
            else if (c is not ('-' or '.' or '/' or ':' or ' ' or 'T' or 'Z' or '+'))
                return false;
        }

        return zeros >= ZeroDigits;
    }

    // A time without a day is no date.
    private static string? NoneOf(DateTime moment) => moment.TimeOfDay == TimeSpan.Zero ? string.Empty : null;

    private static string? Day(DateTime moment) => CellText.IsNoDay(moment) ? NoneOf(moment) : moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Moment(DateTimeOffset moment) =>
        CellText.IsNoDay(moment.DateTime) ? NoneOf(moment.DateTime) : moment.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
