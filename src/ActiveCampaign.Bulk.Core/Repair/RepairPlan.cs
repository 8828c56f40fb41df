using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Repair;

/// <summary>What there is to repair in an activity, and what it may cost.</summary>
internal sealed class RepairPlan
{
    private RepairPlan(ActivitySnapshot activity, IReadOnlyList<RepairPiece> pieces)
    {
        Activity = activity;
        Pieces = pieces;
    }

    /// <summary>The activity.</summary>
    public ActivitySnapshot Activity { get; }

    /// <summary>Batches to repair.</summary>
    public int Batches => Pieces.Count;

    /// <summary>Rows in them.</summary>
    public int Rows => Pieces.Sum(piece => piece.Rows.Count);

    internal IReadOnlyList<RepairPiece> Pieces { get; }

    /// <summary>Reads the plan from an activity's folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="batches">Batch numbers, or null for all.</param>
    public static RepairPlan Read(string folder, IReadOnlyCollection<int>? batches) => Of(JournalReader.Load(folder), batches);

    internal static RepairPlan Of(JournalState journal, IReadOnlyCollection<int>? batches)
    {
        ActivitySnapshot activity = journal.BuildOrThrow(running: false);
        List<BatchEntry> failed = journal.Batches.Where(batch => batch.Outcome is BatchOutcome.Failed or BatchOutcome.Interrupted && (batches is null || batches.Contains(batch.Number))).ToList();
        List<RepairPiece> pieces = failed.Where(batch => batch.Route is not null)
            .Select(batch => new RepairPiece(batch.Number, journal.Ledger.RowsAt(batch).Where(row => journal.Ledger.StateOf(row) == RowState.Unknown && !journal.Ledger.IsErased(row)).ToList(), []))
            .Where(piece => piece.Rows.Count > 0)
            .ToList();
        if (pieces.Count > 0 && activity.IsExpired)
            throw new BulkException(BulkError.DataExpired, Texts.DataExpired(activity.Header.Id), activity.Header.Id);
        List<long> lost = pieces.Count > 0 ? [] : failed.SelectMany(batch => journal.Ledger.RowsAt(batch).Where(row => journal.Ledger.StateOf(row) == RowState.Unknown && !journal.Ledger.IsErased(row))).ToList();
        if (lost.Count > 0)
            throw new BulkException(BulkError.DataExpired, activity.IsExpired ? Texts.DataExpired(activity.Header.Id) : Texts.RowsLost(activity.Header.Id, Texts.RowList(lost)), activity.Header.Id);
        return new RepairPlan(activity, pieces);
    }

    /// <summary>Calls when every single row fails: each batch once more, all its halves, and each row alone; and a look per row before each where automations run.</summary>
    public long WorstCase(bool skipAutomation, int maxRequests)
    {
        long requests = Math.Min(maxRequests, Pieces.Sum(piece => 2L * piece.Rows.Count));
        return skipAutomation ? requests : requests + Pieces.Sum(piece => (long)piece.Rows.Count * Levels(piece.Rows.Count));
    }

    private static int Levels(int rows) => (int)Math.Ceiling(Math.Log(Math.Max(rows, 1), 2)) + 1;
}
