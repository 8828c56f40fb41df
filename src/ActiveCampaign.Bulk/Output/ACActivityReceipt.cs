using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk;

/// <summary>All that is to be kept of an activity, without contact data. It becomes JSON whole: ConvertTo-Json takes it as it is.</summary>
public sealed class ACActivityReceipt
{
    internal ACActivityReceipt()
    {
    }

    /// <summary>The activity's id.</summary>
    public string ActivityId { get; internal init; } = string.Empty;

    /// <summary>The name given, or the file's.</summary>
    public string Name { get; internal init; } = string.Empty;

    /// <summary>What it does: import, export, list, tag or delete.</summary>
    public string Kind { get; internal init; } = string.Empty;

    /// <summary>How it stands.</summary>
    public string State { get; internal init; } = string.Empty;

    /// <summary>The account's host.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; internal init; }

    /// <summary>Who began it; null for activities of versions that did not note it, as the next five.</summary>
    public string? User { get; internal init; }

    /// <summary>The machine.</summary>
    public string? Computer { get; internal init; }

    /// <summary>The version of this module.</summary>
    public string? ModuleVersion { get; internal init; }

    /// <summary>The version of PowerShell.</summary>
    public string? PowerShell { get; internal init; }

    /// <summary>The .NET that ran it.</summary>
    public string? Runtime { get; internal init; }

    /// <summary>The operating system.</summary>
    public string? System { get; internal init; }

    /// <summary>When it started.</summary>
    public DateTimeOffset StartedAt { get; internal init; }

    /// <summary>When its last run began.</summary>
    public DateTimeOffset? LastRunAt { get; internal init; }

    /// <summary>When that run ended; null while it runs and after a kill.</summary>
    public DateTimeOffset? EndedAt { get; internal init; }

    /// <summary>The id of the error that ended it, or null.</summary>
    public string? Error { get; internal init; }

    /// <summary>The input file; null for rows of a pipeline.</summary>
    public string? SourcePath { get; internal init; }

    /// <summary>Bytes of that file.</summary>
    public long SourceLength { get; internal init; }

    /// <summary>Its SHA-256 in lower-case hex.</summary>
    public string? SourceHash { get; internal init; }

    /// <summary>Which column led where, by column; empty where there were none.</summary>
    public IReadOnlyDictionary<string, string> Mapping { get; internal init; } = new Dictionary<string, string>();

    /// <summary>What it was told, by setting, without secrets.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; internal init; } = new Dictionary<string, string>();

    /// <summary>Rows by state, which add up to RowsRead; Created and Resent are counted among them.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; internal init; } = new Dictionary<string, long>();

    /// <summary>Refused and open rows by reason.</summary>
    public IReadOnlyDictionary<string, long> Reasons { get; internal init; } = new Dictionary<string, long>();

    /// <summary>The batches.</summary>
    public IReadOnlyList<ACReceiptBatch> Batches { get; internal init; } = [];
}
