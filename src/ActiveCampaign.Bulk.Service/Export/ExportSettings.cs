using System;
using System.Collections.Generic;
using System.Text;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>What to export, and where to.</summary>
internal sealed record ExportSettings
{
    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>Which contacts.</summary>
    public ContactFilters Filters { get; init; } = new();

    /// <summary>The contacts by id, in the order wanted, each once; null for those that the filters name.</summary>
    public IReadOnlyList<int>? Ids { get; init; }

    /// <summary>Names or patterns of columns; null for all.</summary>
    public IReadOnlyList<string>? Properties { get; init; }

    /// <summary>Tells whether a name matches a pattern.</summary>
    public Func<string, string, bool> Matches { get; init; } = static (pattern, name) => string.Equals(pattern, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the file looks like.</summary>
    public ExportFormat Format { get; init; }

    /// <summary>The delimiter of a CSV file.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>The encoding; null is UTF-8, in a CSV file with byte order mark.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>Whether cells are escaped that a spreadsheet would run as a formula.</summary>
    public bool Safe { get; init; }

    /// <summary>Whether a file that is there may be replaced.</summary>
    public bool Overwrite { get; init; }
}
