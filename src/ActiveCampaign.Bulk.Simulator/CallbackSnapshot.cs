using System;

namespace ActiveCampaign.Bulk.Simulator;

/// <summary>One callback that was due.</summary>
/// <param name="BatchId">The batch it tells of.</param>
/// <param name="Url">Where it was to go.</param>
/// <param name="Due">When it was due.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record CallbackSnapshot(string BatchId, string Url, DateTimeOffset Due, CallbackOutcome Outcome);
