namespace ActiveCampaign.Bulk.Simulator;

/// <summary>One contact of a batch and what became of it.</summary>
/// <param name="Email">The address as sent.</param>
/// <param name="Outcome">What happened.</param>
/// <param name="Cause">Why it was refused, which a client cannot learn.</param>
/// <param name="ContactId">The contact it made or changed; 0 for none.</param>
public sealed record RowSnapshot(string Email, RowOutcome Outcome, RefusalCause Cause, int ContactId)
{
    /// <summary>The contact was created or updated.</summary>
    public bool WasApplied => Outcome is RowOutcome.Created or RowOutcome.Updated;
}
