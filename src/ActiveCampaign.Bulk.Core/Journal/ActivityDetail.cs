using System;
using System.Collections.Generic;
using System.IO;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>An activity with its single rows. A few bytes a row are kept; everything else is read as the rows are taken.</summary>
internal sealed class ActivityDetail
{
    private readonly RowLedger _ledger;

    private ActivityDetail(ActivitySnapshot activity, RowLedger ledger)
    {
        Activity = activity;
        _ledger = ledger;
    }

    /// <summary>The activity.</summary>
    public ActivitySnapshot Activity { get; }

    /// <summary>Reads an activity's journal.</summary>
    /// <exception cref="BulkException">It has no readable header.</exception>
    public static ActivityDetail Read(string folder) => Read(folder, JournalStore.IsOpen(folder));

    /// <summary>The same where it is known whether somebody is at work on it.</summary>
    internal static ActivityDetail Read(string folder, bool running)
    {
        JournalState journal = JournalReader.Load(folder);
        ActivitySnapshot activity = journal.BuildOrThrow(running);
        return new ActivityDetail(activity, journal.Ledger);
    }

    /// <summary>
    /// The rows in some states out of all that were read, in order; those of an export are what it has written. Where
    /// the service named failed addresses that no row of a batch has, all rows of the batch that may be meant come as
    /// unknown.
    /// </summary>
    /// <param name="concerns">Which states are asked for.</param>
    public IEnumerable<ActivityRow> Rows(Func<RowState, bool> concerns)
    {
        using RefusalIndex? refusals = concerns(RowState.Refused) ? new RefusalIndex(Path.Combine(Activity.Folder, JournalFiles.Refused)) : null;
        for (long number = 1; number <= Activity.RowsRead; number++)
        {
            BatchEntry? batch = _ledger.BatchOf(number);
            RowState state = StateOf(number, batch);
            if (concerns(state))
                yield return ToRow(number, state, batch, refusals);
        }
    }

    private RowState StateOf(long number, BatchEntry? batch)
    {
        if (Activity.Header.Kind == ActivityKinds.Export)
            return RowState.Imported;
        RowState state = number <= _ledger.LastRow ? _ledger.StateOf(number) : _ledger.Unsaid;
        return state == RowState.Imported && batch?.Nameless > 0 ? RowState.Unknown : state;
    }

    private ActivityRow ToRow(long number, RowState state, BatchEntry? batch, RefusalIndex? refusals)
    {
        (string? reason, string? text) = state switch
        {
            RowState.Refused => refusals?.Find(number) ?? (nameof(RowReason.BatchRefused), Texts.RowOfRefusedBatch),
            RowState.Unknown => WhyUnknown(number, batch),
            _ => (null, null),
        };
        return new ActivityRow(number, state, batch?.Number ?? 0, batch?.BatchId, reason, text);
    }

    // The names are those of the errors that tell of the same.
    private (string Reason, string Text) WhyUnknown(long number, BatchEntry? batch)
    {
        if (_ledger.IsErased(number))
            return ("PersonErased", Texts.RowErased);
        if (batch is null && _ledger.IsDamaged)
            return (nameof(BulkError.JournalUnreadable), Texts.RowOfDamagedLine);
        return batch?.Outcome switch
        {
            BatchOutcome.Failed => ("BatchFailed", Texts.RowOfFailedBatch),
            BatchOutcome.Interrupted => ("BatchInterrupted", Texts.RowOfInterruptedBatch),
            BatchOutcome.Completed when batch.Nameless > 0 && !batch.UnknownRows.Contains(number) => (nameof(RowReason.FailedAtService), Texts.RowMayHaveFailed(batch.Nameless, batch.Count)),
            _ when Activity.IsExpired => (nameof(BulkError.DataExpired), Texts.RowExpired),
            _ => ("BatchUnknown", Texts.RowOfLostBatch),
        };
    }
}
