namespace ActiveCampaign.Bulk.Core.Export;

/// <summary>What to export, and where to.</summary>
public sealed record ExportSettings
{
    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>A list, by name or id, whose active members are wanted; null for all contacts.</summary>
    public string? List { get; init; }

    /// <summary>Whether a file that is there may be replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The delimiter.</summary>
    public char Delimiter { get; init; } = ',';
}
