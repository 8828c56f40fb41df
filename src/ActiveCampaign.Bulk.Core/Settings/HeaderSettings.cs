using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Settings;

/// <summary>Reads the settings of an import back out of its journal's header: the reverse of what the import noted.</summary>
internal static class HeaderSettings
{
    /// <summary>The setting that tells accounts apart which share a host.</summary>
    public const string Account = "account";

    /// <summary>
    /// The settings an activity ran with. Lists come back by id, tags by name. The callback does not come back: what it
    /// sends along is never noted, since it may hold a secret.
    /// </summary>
    public static ImportSettings Read(ActivityHeader header)
    {
        ImportSettings settings = new()
        {
            ActivityName = header.Name,
            Source = header.SourcePath is null ? null : new InputFile { Path = header.SourcePath },
        };
        foreach (NotedSetting setting in NotedSetting.All)
        {
            if (setting.Read is not null && Find(header.Settings, setting.Key) is string text)
                settings = setting.Read(settings, text);
        }

        return settings;
    }

    /// <summary>What an activity does with its contacts, where it goes through the importer.</summary>
    public static ImportAction ReadAction(ActivityHeader header) =>
        Enum.TryParse(Find(header.Settings, "action"), ignoreCase: true, out ImportAction action) ? action : ImportAction.Import;

    /// <summary>The lists that the contacts of an activity leave, where that is to be read back; else none.</summary>
    internal static IReadOnlyList<string> ReadVerified(ActivityHeader header) =>
        Read(header).Verify && Find(header.Settings, "unsubscribeList") is string ids ? NotedSetting.ReadIds(ids) : [];

    /// <summary>Ids of the lists that an activity puts every contact on.</summary>
    internal static IReadOnlyList<string> ReadLists(ActivityHeader header) => Find(header.Settings, "list") is string ids ? NotedSetting.ReadIds(ids) : [];

    /// <summary>Whether an activity is known to be of another account that shares the host: none of its ids is one of theirs.</summary>
    internal static bool IsOfAnother(ActivityHeader header, IReadOnlyList<string> account) =>
        account.Count > 0 && Find(header.Settings, Account) is string known && !known.Split(',').Intersect(account, StringComparer.OrdinalIgnoreCase).Any();

    /// <summary>How the input of an activity was written; as comma and UTF-8 where it was no file.</summary>
    public static CsvDialect ReadDialect(ActivityHeader header) =>
        DialectOf(Find(header.Settings, "sourceDelimiter"), Find(header.Settings, "sourceEncoding")) with { TellsAbsent = Read(header).Mapping.ClearColumns.Count > 0 };

    internal static CsvDialect DialectOf(string? delimiter, string? encoding) =>
        new(delimiter is { Length: 1 } ? delimiter[0] : ',', (encoding is null ? null : NotedSetting.FindEncoding(encoding)) ?? Encoding.UTF8);

    private static string? Find(IReadOnlyDictionary<string, string?> noted, string key) => noted.TryGetValue(key, out string? value) ? value : null;
}
