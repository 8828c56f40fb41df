using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>Puts the settings of calls into a journal's header, and reads them back.</summary>
internal static class CallHeader
{
    private const string Action = "action";
    private const string DeleteAction = "delete";
    private const string RemoveTagAction = "removetag";

    /// <summary>Whether an activity makes calls for contacts one by one, and no imports.</summary>
    public static bool IsCalls(ActivityHeader header)
    {
        return header.Service is null && (header.Kind == ActivityKinds.Delete || (header.Kind == ActivityKinds.Tag && Find(header, Action) == RemoveTagAction));
    }

    /// <summary>What an activity was asked for. A resumed one adds to its backup.</summary>
    public static CallSettings Read(ActivityHeader header)
    {
        return new CallSettings
        {
            Kind = header.Kind == ActivityKinds.Delete ? CallKind.Delete : CallKind.RemoveTag,
            Tags = ReadTags(Find(header, "tag")).Select(id => "id:" + id.ToString(CultureInfo.InvariantCulture)).ToList(),
            BackupPath = Find(header, "backupPath"),
            AppendBackup = true,
            ReplaceBackup = Find(header, "backupReplaces") is not null,
            SafeBackup = Find(header, "backupSafe") is not null,
            SuppressionPath = Find(header, "suppressionPath"),
        };
    }

    /// <summary>The ids of the tags to take off.</summary>
    internal static IReadOnlyList<int> TagIds(ActivityHeader header) => ReadTags(Find(header, "tag"));

    internal static ActivityHeader Create(CallSettings settings, IReadOnlyList<int> tagIds, string host, bool isSimulator, DateTimeOffset now) => new()
    {
        Id = ActivityHeader.NewId(now),
        Host = host,
        Name = settings.Kind == CallKind.Delete ? "delete" : "remove tag",
        Kind = settings.Kind == CallKind.Delete ? ActivityKinds.Delete : ActivityKinds.Tag,
        StartedAt = now,
        IsSimulator = isSimulator,
        Settings = new Dictionary<string, string?>
        {
            [Action] = settings.Kind == CallKind.Delete ? DeleteAction : RemoveTagAction,
            ["tag"] = JsonSerializer.Serialize(tagIds),
            ["tagName"] = JsonSerializer.Serialize(settings.Tags),
            ["backupPath"] = settings.BackupPath,
            ["backupReplaces"] = settings.ReplaceBackup && !settings.AppendBackup ? "1" : null,
            ["backupSafe"] = settings.SafeBackup ? "1" : null,
            ["suppressionPath"] = settings.SuppressionPath,
        },
    };

    private static int[] ReadTags(string? json) => json is null ? [] : JsonSerializer.Deserialize<int[]>(json) ?? [];

    private static string? Find(ActivityHeader header, string key) => header.Settings.TryGetValue(key, out string? value) ? value : null;
}
