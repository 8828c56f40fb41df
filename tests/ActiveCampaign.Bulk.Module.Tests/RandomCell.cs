using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Module.Tests;

/// <summary>A random value, as it goes to PowerShell and as it stands in a CSV file.</summary>
/// <param name="Type">What PowerShell makes of it.</param>
/// <param name="Items">Its text, or those of its items.</param>
/// <param name="Text">What the documented rules write into a CSV cell.</param>
public sealed record RandomCell(string Type, IReadOnlyList<string?> Items, string Text)
{
    /// <summary>The column.</summary>
    public string Column { get; init; } = string.Empty;

    /// <summary>Why an object is refused for it where a file is not, since a file has no types; null for most.</summary>
    public string? Refused { get; init; }
}
