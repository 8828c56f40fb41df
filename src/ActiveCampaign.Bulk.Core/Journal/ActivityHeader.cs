using System;
using System.Collections.Generic;
using System.Globalization;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>What an activity is, written before anything is sent.</summary>
public sealed record ActivityHeader
{
    private const string IdFormat = "yyyyMMdd-HHmmss-fff";

    /// <summary>Sortable by time, unique.</summary>
    public required string Id { get; init; }

    /// <summary>The account's host.</summary>
    public required string Host { get; init; }

    /// <summary>Name given, or the file's.</summary>
    public required string Name { get; init; }

    /// <summary>One of <see cref="ActivityKinds"/>.</summary>
    public string Kind { get; init; } = ActivityKinds.Import;

    /// <summary>When it started.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Whether it runs against a simulator.</summary>
    public bool IsSimulator { get; init; }

    /// <summary>Full path of the input file, or null for pipeline input.</summary>
    public string? SourcePath { get; init; }

    /// <summary>Bytes of the input file.</summary>
    public long SourceLength { get; init; }

    /// <summary>SHA-256 of the input file in lower-case hex, or null.</summary>
    public string? SourceHash { get; init; }

    /// <summary>The settings by name, without secrets; arrays and maps as JSON.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

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
