using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>What the account says of rows whose fate is not known.</summary>
/// <param name="Sent">The batch they were sent in.</param>
/// <param name="In">How many of them are in.</param>
/// <param name="Missing">Rows that are not in.</param>
/// <param name="Unclear">Rows of which nobody can tell.</param>
/// <param name="Settlement">What the batch is settled as.</param>
internal sealed record Reconciled(JournaledBatch Sent, int In, IReadOnlyList<long> Missing, IReadOnlyList<long> Unclear, BatchSettlement Settlement)
{
    /// <summary>The addresses of those that are in.</summary>
    public required Status.ImportedAddresses Addresses { get; init; }
}
