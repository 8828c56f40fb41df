using System;

namespace ActiveCampaign.Bulk;

/// <summary>A finished export.</summary>
public sealed class ACExportResult
{
    internal ACExportResult()
    {
    }

    /// <summary>The file.</summary>
    public string Path { get; internal init; } = string.Empty;

    /// <summary>Contacts in it.</summary>
    public long Rows { get; internal init; }

    /// <summary>What the service said there would be, when it started; null when it did not say.</summary>
    public long? ServiceTotal { get; internal init; }

    /// <summary>The list it was limited to, or null for all contacts.</summary>
    public string? List { get; internal init; }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; internal init; }

    /// <summary>When it started.</summary>
    public DateTimeOffset StartedAt { get; internal init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The account's host.</summary>
    public string Host { get; internal init; } = string.Empty;

    /// <summary>Whether it is a simulator.</summary>
    public bool IsSimulator { get; internal init; }
}
