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
    public static ActivityHeader Create(ImportContext context, ImportPreparation preparation)
    {
        ImportSettings settings = context.Settings;
        return new ActivityHeader
        {
            Id = context.ActivityId,
            Host = context.Connection.Host,
            Name = settings.ActivityName,
            StartedAt = context.Now,
            IsSimulator = context.Connection.IsSimulator,
            SourcePath = settings.Source?.Path,
            SourceLength = settings.Source is null ? 0 : new FileInfo(settings.Source.Path).Length,
            Settings = Settings(settings, preparation.Mapping),
        };
    }

    private static Dictionary<string, string?> Settings(ImportSettings settings, MappingSettings mapping) => new()
    {
        ["columnMap"] = JsonSerializer.Serialize(mapping.ColumnMap.ToDictionary(entry => entry.Key, entry => entry.Value)),
        ["clearColumn"] = JsonSerializer.Serialize(mapping.ClearColumns),
        ["valueSeparator"] = mapping.ValueSeparator,
        ["dateFormat"] = mapping.DateFormat,
        ["allowNewTag"] = Text(mapping.AllowNewTag),
        ["maxNewTag"] = Text(mapping.MaxNewTag),
        ["tag"] = JsonSerializer.Serialize(mapping.Tags),
        ["list"] = JsonSerializer.Serialize(mapping.Subscribe),
        ["unsubscribeList"] = JsonSerializer.Serialize(mapping.Unsubscribe),
        ["skipAutomation"] = Text(settings.SkipAutomation),
        ["method"] = settings.Method.ToString(),
        ["onDuplicate"] = settings.OnDuplicate.ToString(),
        ["batchSize"] = Text(settings.BatchSize),
        ["throttleLimit"] = Text(settings.ThrottleLimit),
        ["maxRefused"] = settings.MaxRefused?.ToString(CultureInfo.InvariantCulture),
        ["allowEmpty"] = Text(settings.AllowEmpty),
        ["delimiter"] = settings.Source?.Delimiter?.ToString(),
        ["encoding"] = settings.Source?.Encoding?.WebName,

        // Query, parameters and headers may hold a secret; whoever resumes gives them again.
        ["callback"] = settings.Callback?.Uri.GetLeftPart(UriPartial.Path),
    };

    private static string Text(IConvertible value) => value.ToString(CultureInfo.InvariantCulture);
}
