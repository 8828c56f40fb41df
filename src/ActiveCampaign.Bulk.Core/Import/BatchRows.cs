using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Takes rows back out of a batch.</summary>
internal static class BatchRows
{
    /// <summary>A row of a batch as a refused one, with its original cells.</summary>
    public static RefusedRow ToRefused(Batch batch, int index, RowProblem problem)
    {
        BatchRow row = batch.Rows[index];
        return new RefusedRow(row.Number, row.Line, batch.Shape, batch.CellsOf(index), problem);
    }

    /// <summary>
    /// The array of contacts out of a batch's body. The rest of the body may hold callback secrets and never goes into
    /// the journal.
    /// </summary>
    public static ReadOnlyMemory<byte> Contacts(Batch batch, ImportEnvelope envelope)
    {
        const int Bracket = 1;
        int start = envelope.Prefix.Length - Bracket;
        return new ReadOnlyMemory<byte>(batch.Body.Array, batch.Body.Offset + start, batch.Body.Count - envelope.Suffix.Length + Bracket - start);
    }

    /// <summary>What is the same in every report on a batch.</summary>
    public static BatchReport ToReport(ImportContext context, Batch batch, BatchOutcome outcome) => new()
    {
        ActivityId = context.ActivityId,
        Number = batch.Number,
        Host = context.Connection.Host,
        Folder = context.Journal!.Folder,
        Outcome = outcome,
        Rows = batch.Rows.Count,
        FirstRow = batch.Rows.Min(row => row.Number),
        LastRow = batch.Rows.Max(row => row.Number),
        Bytes = batch.Body.Count,
        AnsweredAt = context.Now,
    };
}
