using System;
using System.Globalization;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Service;

namespace ActiveCampaign.Bulk.Core.Lookup;

/// <summary>Reads the service's times: some with the account's offset, some in UTC without saying so, some in neither.</summary>
internal static class WireMoment
{
    private static readonly string[] s_withOffset = ["yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", "yyyy-MM-ddTHH:mmzzz"];
    private static readonly string[] s_zoned = ["udate", "cdate", "sdate"];
    private static readonly string[] s_utc = ["updated_utc_timestamp", "created_utc_timestamp"];

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

    /// <summary>The latest time at which something was made or changed; null when it tells none.</summary>
    public static DateTimeOffset? LatestOf(JsonElement item)
    {
        DateTimeOffset? latest = null;
        foreach (string name in s_zoned)
            latest = Later(latest, Read(WireText.Read(item, name)));
        foreach (string name in s_utc)
            latest = Later(latest, ReadZoneless(WireText.Read(item, name), TimeSpan.Zero));
        return latest ?? ReadZoneless(WireText.Read(item, "updated_timestamp"), Read(WireText.Read(item, "created_timestamp"))?.Offset);
    }

    /// <summary>The later of two times, either of which may be missing.</summary>
    public static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;

    private static DateTimeOffset? ReadZoneless(string? text, TimeSpan? offset) =>
        offset is TimeSpan known && DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime moment)
            ? new DateTimeOffset(moment, known)
            : null;
}
