using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Catalog;

/// <summary>
/// Reads the service's times. Some name the account's offset; the others, those called <c>utc</c> too, are in the
/// account's zone and do not say so.
/// </summary>
internal static class WireMoment
{
    private static readonly string[] s_withOffset = ["yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", "yyyy-MM-ddTHH:mmzzz"];
    private static readonly string[] s_zoned = ["udate", "cdate", "sdate"];
    private static readonly string[] s_zoneless = ["updated_timestamp", "updated_utc_timestamp", "created_timestamp", "created_utc_timestamp"];
    private static readonly TimeSpan s_daylightSaving = TimeSpan.FromHours(1);

    /// <summary>A time that names its offset; null for every other text.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        if (text is null)
            return null;
        string trimmed = text.Trim();
        if (trimmed.EndsWith("Z", StringComparison.OrdinalIgnoreCase))
            trimmed = trimmed.Substring(0, trimmed.Length - 1) + "+00:00";
        return DateTimeOffset.TryParseExact(trimmed, s_withOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset moment) ? moment : null;
    }

    /// <summary>The times of something that name their offset.</summary>
    public static IReadOnlyList<DateTimeOffset> ZonedOf(JsonElement item) => s_zoned.Concat(s_zoneless).Select(name => Read(WireText.Read(item, name))).OfType<DateTimeOffset>().ToList();

    /// <summary>The latest time at which something was made or changed; null when it tells none.</summary>
    /// <param name="item">A contact, or a part of one.</param>
    /// <param name="ofContact">Times of the contact that name their offset.</param>
    public static DateTimeOffset? LatestOf(JsonElement item, IReadOnlyList<DateTimeOffset> ofContact)
    {
        IReadOnlyList<DateTimeOffset> own = ZonedOf(item);
        List<DateTimeOffset> known = [.. own, .. ofContact];
        DateTimeOffset? latest = own.Count == 0 ? null : own.Max();
        foreach (string name in s_zoneless)
            latest = Later(latest, ReadZoneless(WireText.Read(item, name), known));

        return latest;
    }

    /// <summary>The later of two times, either of which may be missing.</summary>
    public static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;

    // The offset of the time nearest to it. One that is far away may be on the other side of a change to or from daylight
    // saving: then the later reading counts, since a change that looks too early would be written over.
    private static DateTimeOffset? ReadZoneless(string? text, IReadOnlyList<DateTimeOffset> known)
    {
        if (known.Count == 0 || !DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime moment))
            return null;
        DateTimeOffset nearest = known.OrderBy(zoned => (zoned.DateTime - moment).Duration()).First();
        DateTimeOffset read = new(moment, nearest.Offset);
        return (nearest.DateTime - moment).Duration() > TimeSpan.FromDays(1) ? read + s_daylightSaving : read;
    }
}
