using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json.Serialization;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>What an activity is, written before anything is sent.</summary>
internal sealed record ActivityHeader : ActivityEvent
{
    /// <summary>The setting that says whether rows that are in get something by an activity that comes after the import.</summary>
    public const string FollowUp = "followUp";

    /// <summary>The setting of that activity with the id of the import.</summary>
    public const string FollowUpOf = "followUpOf";

    private const string IdFormat = "yyyyMMdd-HHmmss-fff";

    /// <summary>Version of the journal: from 2 on each line ends with a checksum.</summary>
    [JsonPropertyName("v")]
    public int Version { get; init; } = JournalLines.Version;

    /// <summary>Sortable by time, unique.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>One of <see cref="ActivityKinds"/>.</summary>
    [JsonPropertyName("kind")]
    public string Kind { get; init; } = ActivityKinds.Import;

    /// <summary>Name given, or the file's.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>The account's host.</summary>
    [JsonPropertyName("host")]
    public required string Host { get; init; }

    /// <summary>The service, where it is another one than the first that journals were written of.</summary>
    [JsonPropertyName("service"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Service { get; init; }

    /// <summary>When it started.</summary>
    [JsonPropertyName("started"), JsonRequired]
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Whether it runs against a simulator.</summary>
    [JsonPropertyName("simulator"), JsonRequired]
    public bool IsSimulator { get; init; }

    /// <summary>Full path of the input file, or null for pipeline input.</summary>
    [JsonPropertyName("path")]
    public string? SourcePath { get; init; }

    /// <summary>Bytes of the input file.</summary>
    [JsonPropertyName("length"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long SourceLength { get; init; }

    /// <summary>SHA-256 of the input file in lower-case hex, or null.</summary>
    [JsonPropertyName("sha256")]
    public string? SourceHash { get; init; }

    /// <summary>Who began it, on what machine and with what; null in journals of versions that did not note it.</summary>
    [JsonPropertyName("origin")]
    public ActivityOrigin? Origin { get; init; }

    /// <summary>The settings by name, without secrets; arrays and maps as JSON.</summary>
    [JsonPropertyName("settings"), JsonRequired]
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether rows that are in get something by an activity that comes after the import.</summary>
    [JsonIgnore]
    public bool HasFollowUp => Settings.TryGetValue(FollowUp, out string? asked) && asked is not null;

    /// <summary>Makes an id for an activity that starts now.</summary>
    public static string NewId(DateTimeOffset now) =>
        now.UtcDateTime.ToString(IdFormat, CultureInfo.InvariantCulture) + Guid.NewGuid().ToString("N").Substring(0, 3);

    /// <summary>When the activity of an id started, as the id says; null where it is none of ours.</summary>
    internal static DateTimeOffset? StartOf(string id) =>
        id.Length > IdFormat.Length
        && DateTimeOffset.TryParseExact(id.Substring(0, IdFormat.Length), IdFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
            ? at
            : null;
}
