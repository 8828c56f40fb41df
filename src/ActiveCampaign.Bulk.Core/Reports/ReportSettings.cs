using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Reports;

/// <summary>What an activity was told to do, in words, as its header notes it.</summary>
internal static class ReportSettings
{
    /// <summary>The setting that Mapping reads.</summary>
    public const string MappingSetting = "mapping";

    /// <summary>The settings that say what became of contacts; those that were not given have no text.</summary>
    public static IReadOnlyList<(string Name, string? Text)> Of(ActivityHeader header) =>
    [
        ("Lists", Names(header, "listName") ?? Names(header, "list")),
        ("Off lists", Names(header, "unsubscribeListName") ?? Names(header, "unsubscribeList")),
        ("Tags", Names(header, "tagName") ?? Names(header, "tag")),
        ("Automations", Flag(header, "skipAutomation") switch { true => "skipped", false => "run", _ => null }),
        ("Compared to", Find(header, "comparedTo")),
        ("Duplicates", Find(header, "onDuplicate")),
        ("Columns", Columns(header)),
        ("Reject file", Find(header, "rejectPath")),
        ("Result file", Find(header, ResultTarget.Setting)),
        ("Written to", Find(header, "path")),
    ];

    /// <summary>Where the columns of its input led, by column; none where that was not noted.</summary>
    public static IReadOnlyDictionary<string, string> Mapping(ActivityHeader header) => Read(header, MappingSetting) is { ValueKind: JsonValueKind.Object } map
        ? map.EnumerateObject().ToDictionary(column => column.Name, column => column.Value.GetString() ?? string.Empty)
        : new Dictionary<string, string>();

    private static string? Columns(ActivityHeader header) => Mapping(header) is { Count: > 0 } map ? string.Join(", ", map.Select(column => $"{column.Key} \u2192 {column.Value}")) : null;

    private static string? Names(ActivityHeader header, string setting) => Read(header, setting) is { ValueKind: JsonValueKind.Array } names && names.GetArrayLength() > 0
        ? string.Join(", ", names.EnumerateArray().Select(name => name.ValueKind == JsonValueKind.String ? name.GetString() : "id:" + name.GetRawText()))
        : null;

    private static JsonElement? Read(ActivityHeader header, string setting)
    {
        try
        {
            return Find(header, setting) is string text ? JsonDocument.Parse(text).RootElement : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool? Flag(ActivityHeader header, string setting) => bool.TryParse(Find(header, setting), out bool flag) ? flag : null;

    private static string? Find(ActivityHeader header, string name) => header.Settings.TryGetValue(name, out string? value) ? value : null;
}
