using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>A call that came to nothing, until it is known whether that is about its contact.</summary>
/// <param name="Group">The group it is in.</param>
/// <param name="Contact">The contact.</param>
/// <param name="Answer">What came of it.</param>
internal sealed record HeldCall(CallGroup Group, PlannedContact Contact, CallAnswer Answer);
