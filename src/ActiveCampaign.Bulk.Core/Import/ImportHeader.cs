using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Makes the header of an import's journal: everything a later process needs to go on, and no secret.</summary>
internal static class ImportHeader
{
    /// <summary>The name of what the files of excluded addresses held.</summary>
    public const string ExcludeHash = "excludeHash";

    /// <summary>The settings that decide what becomes of a row.</summary>
    public static IReadOnlyList<string> MappingKeys { get; } =
    [
        "columnMap", "clearColumn", "valueSeparator", "dateFormat", "tag", "list", "unsubscribeList", "skipAutomation", "delimiter", "encoding",
        "optOutColumn", "excludePath", ExcludeHash, "allowNewTag", "maxNewTag",
    ];

    public static ActivityHeader Create(ImportContext context, ImportPreparation preparation, string? sourceHash)
    {
        ImportSettings settings = context.Settings;
        return new ActivityHeader
        {
            Id = context.ActivityId,
            Host = context.Connection.Host,
            Name = settings.ActivityName,
            Kind = KindOf(settings.Action),
            StartedAt = context.Now,
            IsSimulator = context.Connection.IsSimulator,
            SourcePath = settings.Source?.Path,
            SourceLength = settings.Source is null ? 0 : new FileInfo(settings.Source.Path).Length,
            SourceHash = sourceHash,
            Settings = WithDialect(Settings(settings, preparation.Mapping, preparation.ExclusionHash), context.Dialect),
        };
    }

    /// <summary>Every setting by name; <see cref="HeaderSettings"/> reads them back.</summary>
    public static Dictionary<string, string?> Settings(ImportSettings settings, MappingSettings mapping, string? exclusionHash = null) => new()
    {
        ["action"] = settings.Action.ToString().ToLowerInvariant(),
        ["match"] = settings.Match.ToString(),
        ["verify"] = Text(settings.Verify),
        ["resubscribe"] = Text(settings.Resubscribe),
        ["columnMap"] = JsonSerializer.Serialize(mapping.ColumnMap.ToDictionary(entry => entry.Key, entry => entry.Value)),
        ["clearColumn"] = JsonSerializer.Serialize(mapping.ClearColumns),
        ["valueSeparator"] = mapping.ValueSeparator,
        ["dateFormat"] = mapping.DateFormat,
        ["allowClearAll"] = Text(settings.AllowClearAll),
        ["allowNewTag"] = Text(mapping.AllowNewTag),
        ["maxNewTag"] = Text(mapping.MaxNewTag),
        ["tag"] = JsonSerializer.Serialize(mapping.Tags),
        ["list"] = JsonSerializer.Serialize(mapping.Subscribe),
        ["unsubscribeList"] = JsonSerializer.Serialize(mapping.Unsubscribe),
        ["skipAutomation"] = Text(settings.SkipAutomation),
        ["optOutColumn"] = mapping.OptOutColumn,
        ["excludePath"] = settings.ExcludePaths.Count == 0 ? null : JsonSerializer.Serialize(settings.ExcludePaths),
        [ExcludeHash] = exclusionHash,
        ["comparedTo"] = settings.ComparedTo,
        ["allowFull"] = Text(settings.AllowFull),
        ["method"] = settings.Method.ToString(),
        ["onDuplicate"] = settings.OnDuplicate.ToString(),
        ["batchSize"] = Text(settings.BatchSize),
        ["canary"] = Text(settings.Canary),
        ["throttleLimit"] = Text(settings.ThrottleLimit),
        ["maxRefused"] = settings.MaxRefused?.ToString(CultureInfo.InvariantCulture),
        ["dependsOn"] = JsonSerializer.Serialize(settings.DependsOn),
        ["isNamed"] = Text(settings.IsNamed),
        ["onUnknown"] = settings.OnUnknown.ToString(),
        ["allowIdOnly"] = Text(settings.AllowsIdOnly),
        ["allowEmpty"] = Text(settings.AllowEmpty),
        ["delimiter"] = settings.Source?.Delimiter?.ToString(),
        ["encoding"] = settings.Source?.Encoding?.WebName,
        ["rejectPath"] = settings.RejectPath,
        ["rejectSafe"] = Text(settings.RejectSafe),
        ["rejectReplace"] = settings.RejectReplace ? Text(true) : null,

        // Query, parameters and headers may hold a secret; whoever resumes gives them again.
        ["callback"] = settings.Callback?.Uri.GetLeftPart(UriPartial.Path),
    };

    // What is refused is written as the input is.
    private static Dictionary<string, string?> WithDialect(Dictionary<string, string?> settings, CsvDialect? dialect)
    {
        settings["sourceDelimiter"] = dialect?.Delimiter.ToString();
        settings["sourceEncoding"] = dialect?.Encoding.WebName;
        return settings;
    }

    private static string KindOf(ImportAction action) => action switch
    {
        ImportAction.Import => ActivityKinds.Import,
        ImportAction.AddTag => ActivityKinds.Tag,
        _ => ActivityKinds.List,
    };

    private static string Text(IConvertible value) => value.ToString(CultureInfo.InvariantCulture);
}
