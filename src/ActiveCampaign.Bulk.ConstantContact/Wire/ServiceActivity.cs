using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Contract;

namespace ActiveCampaign.Bulk.ConstantContact.Wire;

/// <summary>An activity as the service tells of it. It does not say of what kind it is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">Its state, in the service's word.</param>
/// <param name="FileName">The name of the file that came with it; null where none did.</param>
/// <param name="CreatedAt">When it was received.</param>
/// <param name="StartedAt">When it was begun.</param>
/// <param name="CompletedAt">When it ended.</param>
/// <param name="PercentDone">How much of it is done.</param>
/// <param name="Errors">What it says of its failures.</param>
/// <param name="Counters">Its numbers, by the service's names.</param>
internal sealed record ServiceActivity(
    string Id,
    string State,
    string? FileName,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    int? PercentDone,
    IReadOnlyList<string> Errors,
    IReadOnlyDictionary<string, int> Counters)
{
    // Rows with an error, rows that somebody could correct, and people who have unsubscribed.
    private static readonly string[] s_failed = ["error_count", "correctable_count", "cannot_add_to_list_count"];

    /// <summary>Whether it has ended, one way or another.</summary>
    public bool IsDone => Stands is BatchState.Completed or BatchState.Failed or BatchState.Interrupted;

    /// <summary>The state in the engine's words. One that was cancelled or ran out of time may have done a part of its work.</summary>
    public BatchState Stands => State switch
    {
        "initialized" => BatchState.Waiting,
        "processing" => BatchState.Active,
        "completed" => BatchState.Completed,
        "failed" => BatchState.Failed,
        "cancelled" or "timed_out" or "time_out" => BatchState.Interrupted,
        _ => BatchState.Active,
    };

    /// <summary>Contacts that it counts as failed, without a word which.</summary>
    public int Failed => s_failed.Sum(name => Counters.TryGetValue(name, out int count) ? count : 0);

    /// <summary>
    /// Contacts that it has seen; null where it does not say. A file's headings are counted as an item, and of JSON nobody says
    /// whether something is; the other counters tell where they add up to as much.
    /// </summary>
    public int? Seen => !Counters.TryGetValue("items_total_count", out int items) ? null
        : Counters.TryGetValue("items_completed_count", out int completed) ? Math.Min(items, completed)
        : Math.Max(FileName is null ? items : items - 1, Counters.TryGetValue("person_count", out int people) ? Math.Min(items, people + Failed) : 0);

    /// <summary>Reads one.</summary>
    public static ServiceActivity Read(JsonElement item) => new(
        item.GetProperty("activity_id").GetString()!,
        JsonParts.Text(item, "state") ?? string.Empty,
        JsonParts.Text(item, "source_file_name"),
        JsonParts.Time(item, "created_at"),
        JsonParts.Time(item, "started_at"),
        JsonParts.Time(item, "completed_at"),
        JsonParts.Number(item, "percent_done"),
        JsonParts.Items(item, "activity_errors").Select(error => error.ValueKind == JsonValueKind.String ? error.GetString() : JsonParts.Text(error, "message")).OfType<string>().Select(Texts.Redact).ToList(),
        JsonParts.Find(item, "status") is { ValueKind: JsonValueKind.Object } status
            ? status.EnumerateObject().Where(count => count.Value.ValueKind == JsonValueKind.Number && count.Value.TryGetInt32(out _)).ToDictionary(count => count.Name, count => count.Value.GetInt32(), StringComparer.Ordinal)
            : new Dictionary<string, int>());
}
