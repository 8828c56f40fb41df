using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>What is open in an activity, read from its journal when nobody else writes it.</summary>
internal sealed class ResumePlan
{
    private readonly RowSet _known = new();
    private readonly IReadOnlyDictionary<int, DateTimeOffset?> _sentAt;

    private ResumePlan(JournalState journal, ActivitySnapshot activity)
    {
        _sentAt = journal.Batches.ToDictionary(batch => batch.Number, batch => batch.At);
        Marks = [.. journal.Marks];
        Activity = activity;
        for (long row = 1; row <= journal.Ledger.LastRow; row++)
        {
            if (journal.Ledger.Knows(row))
                _known.Add(row);
        }
    }

    /// <summary>The activity as it was found.</summary>
    public ActivitySnapshot Activity { get; }

    /// <summary>Rows that never left, by the batch that holds them.</summary>
    public IReadOnlyList<OpenRows> NotSent { get; private init; } = [];

    /// <summary>Rows whose answer was lost, by batch.</summary>
    public IReadOnlyList<OpenRows> Unknown { get; private init; } = [];

    /// <summary>Rows that can only be settled when their input is read again, by batch; 0 for those of none.</summary>
    public IReadOnlyList<OpenRows> Lost { get; private init; } = [];

    /// <summary>How far the input was read.</summary>
    public IReadOnlyList<ReadMark> Marks { get; }

    /// <summary>Whether rows of the input were never journaled, so that the input is needed again.</summary>
    public bool NeedsInput => Activity.NeedsInput;

    /// <summary>Whether the journal has a row.</summary>
    public bool IsKnown(long row) => _known.Contains(row);

    /// <summary>When a batch was sent at the earliest.</summary>
    public DateTimeOffset SentAt(int batch) => (_sentAt.TryGetValue(batch, out DateTimeOffset? at) ? at : null) ?? Activity.Header.StartedAt;

    /// <summary>Makes the plan of where an activity stands.</summary>
    /// <exception cref="BulkException">The contact data it would need is gone.</exception>
    public static ResumePlan Of(JournalState journal)
    {
        ActivitySnapshot activity = journal.BuildOrThrow(running: false);
        if (activity.IsExpired && activity.State != ActivityState.Completed)
            throw new BulkException(BulkError.DataExpired, Texts.DataExpired(activity.Header.Id), activity.Header.Id);
        List<OpenRows> notSent = Open(journal, RowState.NotSent, _ => true);

        // Failed and interrupted batches were answered for: they are Repair's.
        List<OpenRows> unknown = Open(journal, RowState.Unknown, batch => batch.Outcome is BatchOutcome.Unknown or BatchOutcome.Completed);
        return new ResumePlan(journal, activity)
        {
            NotSent = Beside(notSent, unknown),
            Unknown = Beside(unknown, notSent),
            Lost = journal.Lost(activity.RowsRead).GroupBy(lost => lost.Batch, lost => lost.Row).Select(lost => new OpenRows(lost.Key, string.Empty, lost.ToList())).ToList(),
        };
    }

    // A group of single calls that was cut off may have rows of both kinds.
    private static List<OpenRows> Beside(List<OpenRows> rows, List<OpenRows> others) =>
        rows.ConvertAll(open => open with { IsAll = !others.Exists(other => other.Batch == open.Batch) });

    private static List<OpenRows> Open(JournalState journal, RowState state, Func<BatchEntry, bool> concerns) => journal.Batches
        .Where(batch => batch.Route is not null && concerns(batch))
        .Select(batch => Rows(batch, journal.Ledger.RowsAt(batch).Where(row => journal.Ledger.StateOf(row) == state && !journal.Ledger.IsErased(row)).ToList()))
        .Where(open => open.Rows.Count > 0)
        .ToList();

    private static OpenRows Rows(BatchEntry batch, List<long> rows) =>
        new(batch.Number, batch.Route!, rows) { IsWhole = batch is { Outcome: BatchOutcome.Unknown, Settlement: null } && rows.Count == batch.Count };
}
