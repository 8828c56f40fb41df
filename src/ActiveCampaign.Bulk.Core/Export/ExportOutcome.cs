using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Export;

/// <summary>A finished export.</summary>
internal sealed record ExportOutcome
{
    /// <summary>The activity's id.</summary>
    public required string ActivityId { get; init; }

    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Contacts in it.</summary>
    public required long Rows { get; init; }

    /// <summary>What the service said there would be, or null.</summary>
    public required long? ServiceTotal { get; init; }

    /// <summary>The filters, by name.</summary>
    public required IReadOnlyDictionary<string, string> Filters { get; init; }

    /// <summary>The columns.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Bytes of the file.</summary>
    public required long Length { get; init; }

    /// <summary>SHA-256 of the file in lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>Calls that read contacts, in all runs.</summary>
    public required long Calls { get; init; }

    /// <summary>When it started, in its first run.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>From then to the end.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Ids of contacts with text that came damaged from the service, as far as this run has seen.</summary>
    public required IReadOnlyCollection<int> Damaged { get; init; }

    /// <summary>Ids that were asked for and are not in the account, as far as this run has seen.</summary>
    public required IReadOnlyList<int> Missing { get; init; }
}
