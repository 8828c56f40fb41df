using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Service.Catalog;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>Tells whether the account keeps what was sent, however it spells it.</summary>
internal static class WireValue
{
    private const string Separator = "||";
    private const int DayLength = 10;

    /// <summary>Whether two texts say the same; none and an empty one do.</summary>
    public static bool IsSame(string sent, string? kept)
    {
        string one = Plain(sent);
        string other = Plain(kept ?? string.Empty);
        return string.Equals(one, other, StringComparison.Ordinal) || AreSameOptions(one, other) || AreSameMoments(one, other) || IsSameDay(one, other);
    }

    private static string Plain(string text)
    {
        string plain = text.Replace("\r\n", "\n").Trim();
        return plain.Trim('|').Length == 0 ? string.Empty : plain;
    }

    // Several options come with and without their outer bars, in any order.
    private static bool AreSameOptions(string one, string other) =>
        (one.Contains(Separator) || other.Contains(Separator)) && Options(one).SetEquals(Options(other));

    private static HashSet<string> Options(string text) =>
        new(text.Split([Separator], StringSplitOptions.RemoveEmptyEntries).Select(option => option.Trim()), StringComparer.Ordinal);

    // The service keeps moments in the account's zone.
    private static bool AreSameMoments(string one, string other) =>
        WireMoment.Read(one) is DateTimeOffset first && WireMoment.Read(other) is DateTimeOffset second && first == second;

    // A day may come back with a midnight behind it.
    private static bool IsSameDay(string day, string kept) =>
        day.Length == DayLength && kept.StartsWith(day + " 00:00:00", StringComparison.Ordinal)
        || (day.Length == DayLength && kept.StartsWith(day + "T00:00:00", StringComparison.Ordinal));
}
