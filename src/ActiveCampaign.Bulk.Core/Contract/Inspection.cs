using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Contract;

/// <summary>What a look at one row's contact showed.</summary>
/// <param name="Presence">Whether the row is in.</param>
/// <param name="ContactId">The contact, or null where there is none.</param>
/// <param name="Missing">What the contact lacks, as <c>field 4</c> or <c>list 3</c>; never a value.</param>
internal sealed record Inspection(RowPresence Presence, string? ContactId, IReadOnlyList<string> Missing)
{
    /// <summary>Whether the contact has left a list that the row puts it on: no import can change that.</summary>
    public bool ConsentWithdrawn { get; init; }

    /// <summary>Whether the contact is as it was to become, whoever saw to that: no failure can stand behind it.</summary>
    public bool IsAsWanted { get; init; }

    /// <summary>What is said of the row where the service did not take it; null for the usual words.</summary>
    public RowProblem? Problem { get; init; }
}
