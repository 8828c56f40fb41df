using System;
using System.Collections.Generic;
using System.Text.Json;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Whether the settings in a header of version 1 can be read: those of later versions have a checksum.</summary>
internal static class HeaderRules
{
    private static readonly string[] s_ids = ["list", "unsubscribeList"];
    private static readonly string[] s_texts = ["clearColumn", "excludePath", "dependsOn", "tagName"];
    private static readonly string[] s_maps = ["columnMap", "filters"];

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

        CheckEach<List<int>>(header, s_ids);
        CheckEach<List<string>>(header, s_texts);
        CheckEach<Dictionary<string, string>>(header, s_maps);

        // An import names its tags; what calls for contacts one by one has their ids.
        if (header.Settings.TryGetValue("action", out string? action) && action is "removetag" or "delete")
            CheckEach<List<int>>(header, ["tag"]);
        else
            CheckEach<List<string>>(header, ["tag"]);
    }

    private static void CheckEach<T>(ActivityHeader header, IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (header.Settings.TryGetValue(name, out string? text) && text is not null)
                JsonSerializer.Deserialize<T>(text);
        }
    }
}
