using System.Text;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>A file of rows, and how it is read.</summary>
internal sealed record InputFile
{
    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>The delimiter of a text file; null finds it in the header (comma, semicolon, tab or bar).</summary>
    public char? Delimiter { get; init; }

    /// <summary>The encoding of a text file without byte order mark; null is UTF-8. A byte order mark always wins.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>The sheet of a workbook; null for the first one that is shown.</summary>
    public string? WorksheetName { get; init; }

    /// <summary>The line of a text file, or the row of a sheet, that names the columns; null for the first that is not blank.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>What rows mean that a sheet hides.</summary>
    public HiddenRowMode HiddenRow { get; init; }
}
