using System.Text.Json.Serialization;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>How far the input was read.</summary>
/// <param name="Row">The last row.</param>
/// <param name="Hash">The rolling hash of all rows up to it; null for a file, which has a hash of its own.</param>
/// <param name="Expected">How many rows the input seems to have, judged by what was read of its bytes; null where nothing tells.</param>
internal sealed record ReadMark(
    [property: JsonPropertyName("row")] long Row,
    [property: JsonPropertyName("hash")] string? Hash,
    [property: JsonPropertyName("of")] long? Expected = null) : ActivityEvent;
