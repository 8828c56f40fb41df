using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>What is to be done for contacts, one by one.</summary>
internal sealed record CallSettings
{
    /// <summary>What.</summary>
    public CallKind Kind { get; init; }

    /// <summary>The tags to take off, by name or id.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Full path of the file that contacts are written to before they are deleted, or null.</summary>
    public string? BackupPath { get; init; }

    /// <summary>Adds to a backup that is there.</summary>
    public bool AppendBackup { get; init; }

    /// <summary>Replaces a backup that is there, once the new one is whole and somebody was deleted.</summary>
    public bool ReplaceBackup { get; init; }

    /// <summary>Escapes cells of the backup that a spreadsheet would run as a formula.</summary>
    public bool SafeBackup { get; init; }

    /// <summary>Full path of the file that gets the hashes of the deleted, or null.</summary>
    public string? SuppressionPath { get; init; }

    /// <summary>How many contacts at the most; null for any number.</summary>
    public long? MaxCount { get; init; }

    /// <summary>Whether an input without a row is fine.</summary>
    public bool AllowEmpty { get; init; }

    /// <summary>Reads and looks up only, and keeps nothing.</summary>
    public bool IsRehearsal { get; init; }
}
