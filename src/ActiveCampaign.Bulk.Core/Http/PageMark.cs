namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>A page of many that are read one after the other.</summary>
/// <param name="Number">Its number, 1-based.</param>
/// <param name="Count">How many there are.</param>
internal sealed record PageMark(long Number, long Count);
