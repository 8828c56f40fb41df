using ActiveCampaign.Bulk.Core.Import;

namespace ActiveCampaign.Bulk.Core.Calls;

/// <summary>A contact was done with.</summary>
/// <param name="Result">What became of it.</param>
public sealed record CallEvent(CallResult Result) : ImportEvent;
