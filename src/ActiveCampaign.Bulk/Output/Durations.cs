using System;

namespace ActiveCampaign.Bulk;

/// <summary>Writes spans of time for people.</summary>
internal static class Durations
{
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
