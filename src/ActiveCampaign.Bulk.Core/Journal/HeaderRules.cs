using System;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Whether the settings in a header of version 1 can be read: those of later versions have a checksum.</summary>
internal static class HeaderRules
{
    /// <summary>Checks a header.</summary>
    /// <exception cref="Exception">One of those that <see cref="JournalScan.IsDamage"/> knows.</exception>
    public static void Check(ActivityHeader header)
    {
        if (header.Id.Length == 0 || header.Host.Length == 0)
            throw new FormatException(nameof(ActivityHeader));
        foreach (string? text in header.Settings.Values)
        {
            if (text?.Length > 0 && text[0] is '[' or '{')
                JsonDocument.Parse(text).Dispose();
        }
    }
}
