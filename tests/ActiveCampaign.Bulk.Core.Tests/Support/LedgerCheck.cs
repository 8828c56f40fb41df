using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Repair;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Service.Wire;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>Compares what a journal's state says with the model, row by row and in every sum that people see.</summary>
internal sealed class LedgerCheck
{
    private static readonly RowState[] s_good = [RowState.Imported, RowState.Superseded, RowState.Unchanged];
    private static readonly RowState[] s_final = [.. s_good, RowState.Refused];

    private readonly Dictionary<long, RowState> _settled = [];
    private readonly HashSet<long> _named = [];

    /// <summary>The state as it is, live or read back.</summary>
    /// <param name="model">What should be.</param>
    /// <param name="state">What is.</param>
    /// <param name="isHeld">Whether a process is at work on it.</param>
    public void Compare(LedgerModel model, JournalState state, bool isHeld)
    {
        ActivitySnapshot seen = state.Build(isHeld)!;
        Assert.Equal(model.Rows.Count, seen.RowsRead);
        foreach (long row in model.Rows)
            CompareRow(row, model.StateOf(row), row <= state.Ledger.LastRow ? state.Ledger.StateOf(row) : state.Ledger.Unsaid);
        Assert.Equal(
            (model.Count(RowState.Imported), model.Count(RowState.Refused), model.Count(RowState.Superseded), model.Count(RowState.Unchanged), model.Count(RowState.Pending), model.Count(RowState.Unknown), model.Count(RowState.NotSent)),
            (seen.Imported, seen.Refused, seen.Superseded, seen.Unchanged, seen.Pending, seen.Unknown, seen.NotSent));
        Assert.Equal((model.Created, model.Resent, model.CountErased()), (seen.Created, seen.Resent, seen.Erased));
        Assert.Equal((model.State(isHeld), model.IsComplete, model.IsExpired), (seen.State, seen.InputComplete, seen.IsExpired));
        Assert.Empty(seen.Damage);
        CompareSums(seen);
        CompareBatches(seen);
        CompareVerdicts(model, seen);
    }

    /// <summary>
    /// Rows that were named as refused before a kill left their batch without an answer. They are asked for with the
    /// others and sent once more, and seem refused until that is journaled.
    /// </summary>
    public void MayGoOn(IEnumerable<long> rows) => _named.UnionWith(rows);

    /// <summary>Whoever goes on after a kill at this moment finds each open row once, with what it was sent with, and no other.</summary>
    public static void CompareOpen(LedgerModel model, JournalState state)
    {
        if (model.IsExpired)
            return;
        ResumePlan plan = ResumePlan.Of(state);
        Assert.Empty(plan.Lost);
        Assert.Equal(!model.IsComplete || model.Unplaced.Count > 0, plan.NeedsInput);
        Assert.All(model.Unplaced, row => Assert.False(plan.IsKnown(row)));
        IEnumerable<long> found = [.. plan.NotSent.Concat(plan.Unknown).SelectMany(open => open.Rows), .. RepairPlan.Of(state, null).Pieces.SelectMany(piece => piece.Rows), .. model.Unplaced];
        Assert.Equal(model.Rows.Where(row => model.StateOf(row) is RowState.NotSent or RowState.Unknown && !model.IsErased(row)), found.Order());
    }

    private void CompareRow(long row, RowState expected, RowState seen)
    {
        Assert.True(expected == seen, $"Row {row} should be {expected} and is {seen}.");
        Assert.True(!_settled.TryGetValue(row, out RowState before) || before == seen, $"Row {row} was {before} for good and is {seen}.");
        if (s_final.Contains(seen) && !_named.Contains(row))
            _settled[row] = seen;
    }

    private static void CompareSums(ActivitySnapshot seen)
    {
        long[] counts = [seen.Imported, seen.Refused, seen.Superseded, seen.Unchanged, seen.Pending, seen.Unknown, seen.NotSent];
        Assert.All(counts, count => Assert.InRange(count, 0, seen.RowsRead));
        Assert.Equal(seen.RowsRead, counts.Sum());
        Assert.InRange(seen.Created, 0, seen.Imported);
        Assert.InRange(seen.RowsRead - seen.Pending - seen.NotSent, 0, seen.RowsExpected ?? seen.RowsRead);
        Assert.InRange(seen.RowsRead, 0, seen.RowsExpected ?? seen.RowsRead);
        Assert.InRange(ActivityPace.Of(seen, TempJournal.Now.AddHours(1)).TimeLeft ?? TimeSpan.Zero, TimeSpan.Zero, TimeSpan.MaxValue);
    }

    private static void CompareBatches(ActivitySnapshot seen)
    {
        Assert.Equal(seen.Imported, seen.Batches.Sum(batch => (long)batch.Imported));

        Assert.Equal(seen.Unknown, seen.Batches.Sum(batch => (long)batch.Unknown + batch.Nameless));
        Assert.InRange(seen.Batches.Sum(batch => (long)batch.Refused), 0, seen.Refused);
        Assert.All(seen.Batches, batch => Assert.InRange(batch.Created, 0, batch.Imported));
        Assert.All(seen.Batches, batch => Assert.InRange(batch.Imported + batch.Refused + batch.Unknown + batch.Nameless, 0, batch.Placed));
    }

    // What a task ends with, and what a task that depends on it is told.
    private static void CompareVerdicts(LedgerModel model, ActivitySnapshot seen)
    {
        long bad = model.Rows.Count - model.Count(s_good) - model.Count(RowState.Pending);
        Assert.Equal(bad > 0, Fails("Any"));
        Assert.Equal(bad > 2, Fails("3"));
        Assert.Equal(bad > 0 && bad * 2 >= model.Rows.Count, Fails("50%"));
        Assert.False(Fails("Never"));
        DependencyState stand = DependencyState.Of(seen);
        Assert.Equal(model.Count(RowState.NotSent, RowState.Unknown) - model.CountErased() - model.Nameless, stand.Open);
        if (stand.Stand == DependencyStand.Settled)
            Assert.Equal((true, 0L, 0L), (model.IsComplete, stand.Open, model.Count(RowState.Pending)));

        bool Fails(string rule) => FailOnRule.Parse(rule).Trips(seen.Failed, seen.RowsRead);
    }
}
