using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk;

/// <summary>A finished export.</summary>
public sealed class ACExportResult
{
    internal ACExportResult()
    {
    }

    /// <summary>The activity's id.</summary>
    public string ActivityId { get; internal init; } = string.Empty;

    /// <summary>The file.</summary>
    public string Path { get; internal init; } = string.Empty;

    /// <summary>Contacts in it.</summary>
    public long Rows { get; internal init; }

    /// <summary>What the service said there would be, when it started; null when it did not say.</summary>
    public long? ServiceTotal { get; internal init; }

    /// <summary>The filters, by name; empty for all contacts.</summary>
    public IReadOnlyDictionary<string, string> Filter { get; internal init; } = new Dictionary<string, string>();

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<string> Column { get; internal init; } = [];

    /// <summary>Bytes of the file.</summary>
    public long Length { get; internal init; }

    /// <summary>SHA-256 of the file in lower-case hex.</summary>
    public string Hash { get; internal init; } = string.Empty;

    /// <summary>Calls that read contacts.</summary>
    public long Calls { get; internal init; }

    /// <summary>When it started.</summary>
    public DateTimeOffset StartedAt { get; internal init; }

    /// <summary>How long it took, with the time between a stop and Resume-ACActivity.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The account's host.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; internal init; }
}
