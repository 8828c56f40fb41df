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

/// <summary>What a batch goes through.</summary>
internal sealed partial class LedgerHistory
{
    private void Answer(LedgerMove move)
    {
        (int number, string route) = Take(_sent, move.A);
        IReadOnlyList<long> rows = _model.RowsAt(number);
        if (route == Single)
        {
            EndSingle(number, rows, move);
            return;
        }

        switch (move.B % 9)
        {
            case 0:
                Say(number, BatchOutcome.Unknown);
                _lost.Add(new OpenRows(number, Bulk, rows));
                break;
            case 1:
                Say(number, BatchOutcome.NotSent);
                break;
            case 2:
                RefuseAll(number, rows);
                Say(number, BatchOutcome.Refused);
                break;
            case 3 when rows.Count > 1:
                Say(number, BatchOutcome.Replaced);
                Leave(number, rows.Take(rows.Count / 2).ToList(), rows.Skip(rows.Count / 2).ToList());
                break;
            case 4:
                RefuseAll(number, Some(rows, move.C));
                Say(number, BatchOutcome.Replaced);
                Leave(number, rows.Except(Some(rows, move.C)).ToList());
                Seen.Add("cut out");
                break;
            default:
                Say(number, BatchOutcome.Pending);
                break;
        }
    }

    private void EndSingle(int number, IReadOnlyList<long> rows, LedgerMove move)
    {
        List<long> refused = Some(rows, move.B);
        List<long> unknown = Some(rows.Except(refused).ToList(), move.C);
        List<long> notSent = rows.Except(refused).Except(unknown).Skip(move.A % 4).ToList();
        RefuseAll(number, refused);
        int done = rows.Count - refused.Count - unknown.Count - notSent.Count;
        Complete(number, rows.Count, done, move.C % (done + 1), refused.Count, unknown, notSent);
    }

    // The rest goes on in other batches, each as soon as somebody comes to it.
    private void Leave(int number, params IReadOnlyList<long>[] pieces)
    {
        Journal.Leaving(number, pieces.SelectMany(rows => rows));
        Move(number, pieces);
    }

    private void Move(int number, params IReadOnlyList<long>[] pieces)
    {
        foreach (IReadOnlyList<long> rows in pieces.Where(rows => rows.Count > 0))
            _moving.Add((_next++, number, rows));
        Compare();
    }

    private void RefuseAll(int number, IEnumerable<long> rows)
    {
        foreach (long row in rows)
            Refuse(number, row);
    }

    private void Complete(int number, int rows, int imported, int created, int refused, IReadOnlyList<long> unknown, IReadOnlyList<long> notSent)
    {
        BatchSettlement settled = new(number, BatchOutcome.Completed, rows, imported, created, refused, unknown.Count)
        {
            UnknownRows = RowRefs.Ranges(unknown),
            NotSentRows = RowRefs.Ranges(notSent),
        };
        Note(settled, RowRefs.Of(ReadBatch(number)), model => model.Settle(number, unknown, notSent, created: created));
    }

    /// <summary>The service's last word, which a run or a command that comes later gets.</summary>
    private void Settle(int number, LedgerMove move)
    {
        // Asked once more after a kill it says the same.
        if (!_verdicts.TryAdd(number, move))
            move = _verdicts[number] with { A = 0 };
        bool isLater = !IsHeld;
        if (isLater)
            _place.Open();
        IReadOnlyList<long> rows = _model.RowsAt(number);
        RowRefs? refs = Journal.ReadBatch(number) is JournaledBatch sent ? RowRefs.Of(sent) : null;
        if (move.B % 7 < 2)
        {
            BatchOutcome outcome = move.B % 7 == 0 ? BatchOutcome.Failed : BatchOutcome.Interrupted;
            Note(new BatchSettlement(number, outcome, rows.Count, 0, 0, 0, rows.Count), refs, model => model.Answer(number, outcome));
        }
        else
        {
            // Without its contact data, or of people who were erased, nobody knows whose address has failed.
            List<long> refused = refs is null || move.B % 3 == 0 ? [] : Some(rows, move.C).Where(row => !_model.IsErased(row)).ToList();
            int nameless = move.B % 7 == 2 ? Math.Min(rows.Count - refused.Count, move.A % 3) : 0;
            int done = rows.Count - refused.Count - nameless;
            int created = move.A % (done + 1);
            RefuseAll(number, refused);
            Note(new BatchSettlement(number, BatchOutcome.Completed, rows.Count, done, created, refused.Count, nameless), refs, model => model.Settle(number, [], [], nameless, created));
            Seen.Add(nameless > 0 ? "failed without a name" : "settled");
        }

        if (!isLater)
            return;
        _place.Close();
        Compare();
        Seen.Add("settled late");
    }

    /// <summary>The account says which rows of a batch are in.</summary>
    private void Check(OpenRows open, LedgerMove move)
    {
        BatchSettlement? before = Journal.FindSettled(open.Batch);
        List<long> unclear = Some(open.Rows.ToList(), move.B & move.C);
        List<long> missing = Some(open.Rows.Except(unclear).ToList(), move.B);
        List<long> gone = Some(open.Rows.Except(unclear).Except(missing).ToList(), move.A >> 3);
        int found = open.Rows.Count - unclear.Count - missing.Count - gone.Count;
        _check.MayGoOn(missing.Where(_model.IsNamed));
        RefuseAll(open.Batch, gone);
        Complete(
            open.Batch, ReadBatch(open.Batch).RowNumbers.Count, found + (before?.Imported ?? 0), before?.Created ?? 0, gone.Count + (before?.Refused ?? 0),
            unclear, [.. missing, .. RowRanges.Parse(before?.NotSentRows ?? string.Empty)]);
        if (unclear.Count == 0 && open.IsAll)
            Leave(open.Batch, missing);
        else
            Move(open.Batch, missing);
        Seen.Add("checked");
    }

    private void Resend(OpenRows open, int stays)
    {
        if (Journal.FindSettled(open.Batch) is null)
            Step(journal => journal.Lost(ReadBatch(open.Batch), TempJournal.Now), model => model.Answer(open.Batch, BatchOutcome.Unknown));
        List<long> rows = open.Rows.Except(Some(open.Rows.ToList(), stays)).ToList();
        if (open.IsAll && rows.Count == open.Rows.Count)
            Leave(open.Batch, rows);
        else
            Move(open.Batch, rows);
        Seen.Add("sent again");
    }

    private void GoOn(OpenRows open, int excluded)
    {
        List<long> refused = Some(open.Rows.ToList(), excluded);
        RefuseAll(open.Batch, refused);
        List<long> rows = open.Rows.Except(refused).ToList();
        if (open.IsAll && rows.Count > 0)
            Leave(open.Batch, rows);
        else
            Move(open.Batch, rows);
    }
}
