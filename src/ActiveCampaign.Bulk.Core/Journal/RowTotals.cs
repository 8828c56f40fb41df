using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>The rows of an activity, counted by state. They add up to the rows read.</summary>
internal sealed record RowTotals(long Read, long Imported, long Created, long Refused, long Superseded, long Unchanged, long Pending, long Unknown, long NotSent)
{
    /// <summary>The rows of an export: those that are written are done.</summary>
    public static RowTotals OfExport(long rows) => new(rows, rows, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Counts the rows of a ledger.</summary>
    /// <param name="ledger">The rows.</param>
    /// <param name="batches">The batches they are in.</param>
    /// <param name="read">Rows that are known to be read, more of which may have come to light.</param>
    public static RowTotals Of(RowLedger ledger, IEnumerable<BatchEntry> batches, long read)
    {
        long[] counts = new long[(int)RowState.Unknown + 1];
        read = Math.Max(read, ledger.LastRow);
        for (long row = 1; row <= ledger.LastRow; row++)
            counts[(int)ledger.StateOf(row)]++;
        counts[(int)ledger.Unsaid] += read - ledger.LastRow;

        long created = 0;
        foreach (BatchEntry batch in batches)
        {
            if (batch.Settlement is not { Outcome: BatchOutcome.Completed } settled)
                continue;
            created += settled.Created;
            counts[(int)RowState.Imported] -= batch.Nameless;
            counts[(int)RowState.Unknown] += batch.Nameless;
        }

        return new RowTotals(
            read,
            counts[(int)RowState.Imported],
            created,
            counts[(int)RowState.Refused],
            counts[(int)RowState.Superseded],
            counts[(int)RowState.Unchanged],
            counts[(int)RowState.Pending],
            counts[(int)RowState.Unknown],
            counts[(int)RowState.NotSent]);
    }
}
