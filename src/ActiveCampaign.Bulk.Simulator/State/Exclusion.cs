using System;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>A phrase that keeps addresses out of the account.</summary>
internal sealed record Exclusion(int Id, string Phrase, ExclusionMatch Match)
{
    public bool Covers(string email) => Match == ExclusionMatch.Exact
        ? string.Equals(email, Phrase, StringComparison.OrdinalIgnoreCase)
        : email.EndsWith(Phrase, StringComparison.OrdinalIgnoreCase);
}
