using System.Text;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>How a CSV file is read.</summary>
internal sealed record CsvSettings
{
    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>The delimiter; null finds it in the header (comma, semicolon, tab or bar).</summary>
    public char? Delimiter { get; init; }

    /// <summary>The encoding of a file without byte order mark; null is UTF-8. A byte order mark always wins.</summary>
    public Encoding? Encoding { get; init; }
}
