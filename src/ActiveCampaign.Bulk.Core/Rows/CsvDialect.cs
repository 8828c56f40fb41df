using System.Text;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>How a CSV file is written.</summary>
/// <param name="Delimiter">What separates its cells.</param>
/// <param name="Encoding">The encoding of its text.</param>
internal sealed record CsvDialect(char Delimiter, Encoding Encoding)
{
    /// <summary>Whether rows name the columns that they lack: an import that clears where a cell is blank must not clear there.</summary>
    public bool TellsAbsent { get; init; }
}
