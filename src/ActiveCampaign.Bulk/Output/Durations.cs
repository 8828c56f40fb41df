using System;

namespace ActiveCampaign.Bulk;

/// <summary>Writes spans of time for people.</summary>
internal static class Durations
{
    /// <summary>In whole minutes, as people say it.</summary>
    public static string About(TimeSpan span) => span.TotalMinutes < 1 ? "under a minute" : "about " + Text(TimeSpan.FromMinutes(Math.Ceiling(span.TotalMinutes))).Replace(" 0 s", string.Empty);

    /// <summary>The two largest units: <c>3 min 20 s</c>, <c>2 d 7 h</c>.</summary>
    public static string Text(TimeSpan span)
    {
        if (span.TotalDays >= 1)
            return $"{(int)span.TotalDays} d {span.Hours} h";
        if (span.TotalHours >= 1)
            return $"{span.Hours} h {span.Minutes} min";
        return span.TotalMinutes >= 1 ? $"{span.Minutes} min {span.Seconds} s" : $"{span.Seconds} s";
    }
}
