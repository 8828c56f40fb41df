using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Makes the header of an import's journal: everything a later process needs to go on, and no secret.</summary>
internal static class ImportHeader
{
    /// <summary>The settings that decide what becomes of a row.</summary>
    public static IReadOnlyList<string> MappingKeys { get; } =
    [
        "columnMap", "clearColumn", "valueSeparator", "dateFormat", "tag", "list", "unsubscribeList", "skipAutomation", "delimiter", "encoding", "worksheetName", "headerRow", "hiddenRow",
        "optOutColumn", "excludePath", NotedSetting.ExcludeHash, "allowNewTag", "maxNewTag",
    ];

    public static ActivityHeader Create(ImportContext context, ImportPreparation preparation)
    {
        ImportSettings settings = context.Settings;
        return new ActivityHeader
        {
            Id = context.ActivityId,
            Host = context.Connection.Host,
            Name = settings.ActivityName,
            Kind = KindOf(settings.Action),
            Service = context.Service.Name,
            StartedAt = context.Now,
            IsSimulator = context.Connection.IsSimulator,
            SourcePath = settings.Source?.Path,
            SourceLength = settings.Source is null ? 0 : new FileInfo(settings.Source.Path).Length,
            SourceHash = context.SourceHash,
            Settings = WithInput(Settings(settings, preparation.Mapping, preparation.ExclusionHash), context, preparation.Rows.Targets),
        };
    }

    /// <summary>Every setting by name; <see cref="HeaderSettings"/> reads them back.</summary>
    public static Dictionary<string, string?> Settings(ImportSettings settings, MappingSettings mapping, string? exclusionHash = null)
    {
        NotedSettings noted = new(settings, mapping, exclusionHash);
        return NotedSetting.All.ToDictionary(setting => setting.Key, setting => setting.Write(noted));
    }

    // What is refused is written as the input is; lists are named to people as they were given, and columns by where they led.
    private static Dictionary<string, string?> WithInput(Dictionary<string, string?> settings, ImportContext context, IReadOnlyDictionary<string, string> targets)
    {
        CsvDialect? dialect = context.Dialect;
        settings["listName"] = Names(context.ListNames);
        settings["unsubscribeListName"] = Names(context.Settings.UnsubscribeLists);
        settings["mapping"] = targets.Count == 0 ? null : JsonSerializer.Serialize(targets.ToDictionary(target => target.Key, target => target.Value));
        settings["sourceDelimiter"] = dialect?.Delimiter.ToString();
        settings["sourceEncoding"] = dialect?.Encoding.WebName;
        return settings;
    }

    private static string? Names(IReadOnlyList<string> names) => names.Count == 0 ? null : JsonSerializer.Serialize(names);

    private static string KindOf(ImportAction action) => action switch
    {
        ImportAction.Import => ActivityKinds.Import,
        ImportAction.AddTag or ImportAction.RemoveTag => ActivityKinds.Tag,
        ImportAction.Delete => ActivityKinds.Delete,
        _ => ActivityKinds.List,
    };
}
