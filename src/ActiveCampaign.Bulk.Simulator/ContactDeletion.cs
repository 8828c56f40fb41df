using System;

namespace ActiveCampaign.Bulk.Simulator;

/// <summary>One contact that was deleted by a call.</summary>
/// <param name="ContactId">The contact's id.</param>
/// <param name="Email">Its address.</param>
/// <param name="At">When.</param>
public sealed record ContactDeletion(int ContactId, string Email, DateTimeOffset At);
