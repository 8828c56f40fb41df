namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>What came of one deletion.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Text">What there is to say of it; empty for nothing.</param>
internal sealed record CallAnswer(CallOutcome Outcome, string Text);
