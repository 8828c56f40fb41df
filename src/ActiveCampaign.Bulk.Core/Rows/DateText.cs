using System;
using System.Globalization;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>
/// Dates as the service wants them: a day as <c>YYYY-MM-DD</c>, a moment as ISO 8601 with offset. Text must be ISO
/// unless a format is given, since 03/04 is two different days. A moment without offset is taken in the local time zone.
/// </summary>
public static class DateText
{
    private static readonly string[] s_isoFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK",
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyyMMdd",
    ];

    /// <summary>A day, or null when the value is no date.</summary>
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
                return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
#endif
            default:
                // The day is the one written, whatever the offset behind it.
                return TryParse(CellText.ToText(value), format, DateTimeStyles.AssumeLocal, out DateTimeOffset parsed) ? Day(parsed.DateTime) : null;
        }
    }

    /// <summary>A moment, or null when the value is none.</summary>
    public static string? ToMoment(object value, string? format)
    {
        switch (value)
        {
            case DateTimeOffset moment:
                return Moment(moment);
            case DateTime moment:
                // The first and last days there are may have no time in another zone.
                return moment.Year is > 1 and < 9999 ? Moment(new DateTimeOffset(moment)) : null;
#if NET8_0_OR_GREATER
            case DateOnly day:
                return ToMoment(day.ToDateTime(TimeOnly.MinValue), null);
#endif
            default:
                return TryParse(CellText.ToText(value), format, DateTimeStyles.AssumeLocal, out DateTimeOffset parsed) ? Moment(parsed) : null;
        }
    }

    private static bool TryParse(string? text, string? format, DateTimeStyles styles, out DateTimeOffset parsed)
    {
        string trimmed = (text ?? string.Empty).Trim();
        return format is null
            ? DateTimeOffset.TryParseExact(trimmed, s_isoFormats, CultureInfo.InvariantCulture, styles, out parsed)
            : DateTimeOffset.TryParseExact(trimmed, format, CultureInfo.InvariantCulture, styles, out parsed);
    }

    private static string Day(DateTime moment) => moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Moment(DateTimeOffset moment) => moment.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
