using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Repair;
using ActiveCampaign.Bulk.Core.Upkeep;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>What a run and an activity go through, and how every history ends.</summary>
internal sealed partial class LedgerHistory
{
    private void Repair(LedgerMove move)
    {
        IReadOnlyList<RepairPiece> pieces = RepairPlan.Of(JournalReader.Load(_place.Folder), null).Pieces;
        if (Pick(pieces.Where(piece => !_moving.Exists(moving => moving.From == piece.Batch)).ToList(), move.A) is not RepairPiece piece)
            return;
        Seen.Add("repaired");
        if (!IsHeld)
        {
            _place.Open();
            _next = Journal.NextBatch();
        }

        if (move.B % 4 == 0)
        {
            Check(new OpenRows(piece.Batch, Bulk, piece.Rows), move);
        }
        else if (piece.Rows.Count == 1 && ReadBatch(piece.Batch).RowNumbers.Count == 1)
        {
            RefuseAll(piece.Batch, piece.Rows);
            Complete(piece.Batch, 1, 0, 0, 1, [], []);
        }
        else
        {
            int half = move.B % 4 == 1 ? piece.Rows.Count : (piece.Rows.Count + 1) / 2;
            Leave(piece.Batch, piece.Rows.Take(half).ToList(), piece.Rows.Skip(half).ToList());
        }
    }

    private void Resume()
    {
        ResumePlan plan = ResumePlan.Of(JournalReader.Load(_place.Folder));
        _place.Open();
        Forget();
        _lost.AddRange(plan.Unknown);
        _notSent.AddRange(plan.NotSent);
        _next = Journal.NextBatch();
        Step(journal => journal.Note(new RunResumed(TempJournal.Now)), model => model.Begin());
        Seen.Add("resumed");
    }

    private void End(ActivityState state)
    {
        Step(journal => journal.Ended(new ActivityEnd(state, LastRow, _model.IsComplete), TempJournal.Now), model => model.End(state, model.IsComplete));
        _place.Close();
        Forget();
        Compare();
    }

    private void Expire()
    {
        bool isOpen = _model.Count(RowState.Pending, RowState.Unknown, RowState.NotSent) > 0;
        JournalKeeper.Sweep(_place.Store, TempJournal.Now + JournalKeeper.Keeps);
        if (isOpen)
            _model.Expire();
        Compare();
        Assert.False(_place.HoldsSegments);
        Seen.Add("expired");
    }

    private void Erase(long row)
    {
        PersonErasure.Look(_place.Folder, [Address(row)]).Apply(TempJournal.Now);
        _model.Erase(_model.Rows.Where(other => Address(other) == Address(row)));
        Compare();
        Seen.Add("erased");
    }

    /// <summary>Contacts that are to be called for one by one; of those that come twice the first one counts.</summary>
    private void PlanCalls(LedgerMove move)
    {
        if (_model.IsComplete)
            return;
        List<long> rows = Enumerable.Range((int)LastRow + 1, 1 + (move.A % 6)).Select(row => (long)row).ToList();
        List<long> repeated = Some(rows.Skip(1).ToList(), move.B & move.C);
        if (repeated.Count > 0)
        {
            Step(journal => journal.Note(new RowsSuperseded(RowRanges.Format(repeated))), model =>
            {
                model.Read(repeated.Max());
                model.Put(repeated, RowState.Superseded);
            });
        }

        PlannedContact[] contacts = rows.Select(row => new PlannedContact(row, (int)row, Address(row), PlannedLookUp.Found) { Digest = _digester.Address(Address(row)) }).ToArray();
        int number = _next++;
        Step(
            journal => journal.PlannedAsync(number, "delete", contacts, flush: false, TempJournal.Now).GetAwaiter().GetResult(),
            model =>
            {
                model.Read(rows.Max());
                model.Send(number, rows);
                model.Answer(number, BatchOutcome.NotSent);
                _calls.Add(number);
            });
    }

    private void Call(LedgerMove move)
    {
        ILookup<int, long> groups = OpenCalls();
        if (Pick(groups.Select(group => group.Key).ToList(), move.A) is not (int number and > 0))
            return;
        List<long> called = Some(groups[number].ToList(), move.B);
        List<long> refused = Some(called, move.C);
        List<long> unknown = Some(called.Except(refused).ToList(), move.A);
        List<long> notSent = groups[number].Except(called).Concat(_model.RowsAt(number).Where(row => _model.IsErased(row) && _model.StateOf(row) == RowState.Unknown)).ToList();
        RefuseAll(number, refused);
        int rows = ReadBatch(number).RowNumbers.Count;
        Complete(number, rows, rows - refused.Count - unknown.Count - notSent.Count, 0, refused.Count, unknown, notSent);
        Seen.Add("called");
    }

    private ILookup<int, long> OpenCalls() => _model.Rows
        .Where(row => _calls.Contains(_model.BatchOf(row)) && !_model.IsErased(row) && _model.StateOf(row) is RowState.NotSent or RowState.Unknown).ToLookup(_model.BatchOf);

    /// <summary>Whatever has happened: nobody kills any more, the service takes everything, and every row ends in one known state.</summary>
    private void BringToEnd()
    {
        _killIn = int.MaxValue;
        _verdicts.Clear();
        if (IsHeld)
            End(ActivityState.Stopped);
        if (!_model.IsExpired)
        {
            Resume();
            while (_model.Unplaced.Count > 0)
                Send(Make(_next++, _model.Unplaced), Bulk);
            if (!_model.IsComplete)
                Step(journal => journal.Note(new InputCompleted(TempJournal.Now)), model => model.Complete());
            while (OpenCalls().Count > 0)
                Call(new LedgerMove(LedgerDeed.Call, 0, ushort.MaxValue, 0));
            foreach (OpenRows open in _notSent.Where(open => !_calls.Contains(open.Batch)))
                GoOn(open, 0);
            foreach (OpenRows open in _lost.Where(open => !_calls.Contains(open.Batch)))
                Resend(open, 0);
            foreach (RepairPiece piece in RepairPlan.Of(JournalReader.Load(_place.Folder), null).Pieces)
                Leave(piece.Batch, piece.Rows);
            while (_moving.Count > 0)
                SendOn(0);
            while (_sent.Count > 0)
                Say(Take(_sent, 0).Number, BatchOutcome.Pending);
            End(ActivityState.Sent);
        }

        foreach (int batch in _model.Pending)
            Settle(batch, new LedgerMove(LedgerDeed.Settle, 0, 6, 0));
        AssertEnded();
    }

    private void AssertEnded()
    {
        long unsettled = _model.CountErased() + _model.Nameless;
        Assert.Equal(0, _model.Count(RowState.Pending));
        if (_model.IsExpired)
            return;
        Assert.Equal((0, unsettled), (_model.Count(RowState.NotSent), _model.Count(RowState.Unknown)));

        // What was sent goes when it is settled; the next process that looks takes what this one could not.
        _place.Open();
        _place.Close();
        Assert.True(_model.Nameless > 0 || !_place.HoldsSegments);
        Compare();
    }
}
