namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>How far the input was read.</summary>
/// <param name="Row">The last row.</param>
/// <param name="Hash">The rolling hash of all rows up to it; empty for a file, which has a hash of its own.</param>
public sealed record ReadMark(long Row, string Hash)
{
    /// <summary>How many rows the input seems to have, judged by what was read of its bytes; null where nothing tells.</summary>
    public long? Expected { get; init; }
}
