using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>Takes batches back out of journals, for commands that come later.</summary>
internal static class JournaledBatches
{
    /// <summary>
    /// The batches of an activity that the service has taken, or that nobody knows of; without those whose rows all went
    /// on in others.
    /// </summary>
    public static IReadOnlyList<BatchReport> Of(ActivitySnapshot activity)
    {
        return activity.Batches
            .Where(batch => batch.Outcome is BatchOutcome.Pending or BatchOutcome.Unknown or BatchOutcome.Completed or BatchOutcome.Failed or BatchOutcome.Interrupted)
            .Where(batch => batch.HasRows || batch.Outcome == BatchOutcome.Pending)
            .Select(batch => ToReport(activity, batch))
            .ToList();
    }

    /// <summary>The batch of a number, however it ended; null where there is none.</summary>
    public static BatchReport? Find(ActivitySnapshot activity, int number) =>
        activity.Batches.FirstOrDefault(batch => batch.Number == number) is BatchRecord batch ? ToReport(activity, batch) : null;

    /// <summary>The batch with that handle; where no journal knows it, a report without an activity.</summary>
    public static BatchReport Find(JournalStore store, string host, string batchId) => FindIn(store, batchId, host)
        ?? new BatchReport { ActivityId = string.Empty, Number = 0, Host = host, Folder = string.Empty, BatchId = batchId, Outcome = BatchOutcome.Pending, Rows = 0, AnsweredAt = DateTimeOffset.UtcNow };

    /// <summary>The batch with that handle, of whatever account; null where no journal knows it.</summary>
    public static BatchReport? Find(JournalStore store, string batchId) => FindIn(store, batchId, host: null);

    private static BatchReport? FindIn(JournalStore store, string batchId, string? host)
    {
        foreach (string folder in store.Folders(host).Reverse())
        {
            if (JournalReader.TryRead(folder) is not ActivitySnapshot activity)
                continue;
            BatchRecord? batch = activity.Batches.FirstOrDefault(known => known.BatchId == batchId);
            if (batch is not null)
                return ToReport(activity, batch);
        }

        return null;
    }

    private static BatchReport ToReport(ActivitySnapshot activity, BatchRecord batch) => new()
    {
        ActivityId = activity.Header.Id,
        Number = batch.Number,
        Host = activity.Header.Host,
        Folder = activity.Folder,
        BatchId = batch.BatchId,

        Outcome = batch.Outcome,
        Rows = batch.HasRows ? batch.Placed : batch.Rows,
        FirstRow = batch.FirstRow,
        LastRow = batch.LastRow,
        Imported = batch.Imported,
        Created = batch.Created,
        Refused = batch.Refused,
        Unknown = batch.Unknown + batch.Nameless,
        AnsweredAt = batch.AnsweredAt,
    };
}
