using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>What became of a batch.</summary>
/// <param name="Batch">The batch as the import left it.</param>
/// <param name="Settlement">Its rows, counted.</param>
/// <param name="RefusedRows">The rows the service did not take, with their original cells where the journal has them.</param>
/// <param name="FailedEmails">The addresses the service reports as failed.</param>
internal sealed record SettledBatch(
    BatchReport Batch, BatchSettlement Settlement, IReadOnlyList<RefusedRow> RefusedRows, IReadOnlyList<string> FailedEmails)
{
    /// <summary>The addresses of the rows that were imported; null where nobody can tell them any more.</summary>
    public ImportedAddresses? Addresses { get; init; }

    /// <summary>A batch whose report says all there is to say.</summary>
    public static SettledBatch AsItIs(BatchReport batch) =>
        new(batch, new BatchSettlement(batch.Number, batch.Outcome, batch.Rows, batch.Imported, batch.Created, batch.Refused, batch.Unknown), [], []) { Addresses = batch.Addresses };

    /// <summary>Whether waiting ended before the service did.</summary>
    public bool IsStillRunning => Settlement.Outcome == BatchOutcome.Pending;
}
