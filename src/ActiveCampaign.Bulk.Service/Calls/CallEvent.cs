using ActiveCampaign.Bulk.Core.Runs;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>A contact was done with.</summary>
/// <param name="Result">What became of it.</param>
internal sealed record CallEvent(CallResult Result) : RunEvent;
