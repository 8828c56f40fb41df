using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Repair;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Upkeep;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>
/// Plays a history into a journal and into the model beside it, line by line in the order in which a run, a repair, the
/// settler and the single calls write them, and compares after each line.
/// </summary>
internal sealed partial class LedgerHistory : IDisposable
{
    private const string Bulk = "bulk";
    private const string Single = "single";

    private readonly LedgerPlace _place = new();
    private readonly LedgerModel _model = new();
    private readonly LedgerCheck _check = new();
    private readonly RowDigester _digester = new(Contacts.Key);

    // What the process that runs keeps in mind, and a kill makes it forget.
    private readonly List<(int Number, string Route)> _sent = [];
    private readonly List<(int Number, int From, IReadOnlyList<long> Rows)> _moving = [];
    private readonly List<OpenRows> _lost = [];
    private readonly List<OpenRows> _notSent = [];
    private readonly HashSet<int> _calls = [];
    private readonly Dictionary<int, LedgerMove> _verdicts = [];
    private int _next = 1;
    private int _killIn = int.MaxValue;
    private int _cut;

    public HashSet<string> Seen { get; } = [];

    private JournalWriter Journal => _place.Journal!;

    private bool IsHeld => _place.Journal is not null;

    private long LastRow => _model.Rows.Count;

    public void Play(IEnumerable<LedgerMove> moves)
    {
        foreach (LedgerMove move in moves)
        {
            try
            {
                Do(move);
            }
            catch (KilledException)
            {
                Seen.Add(_cut % 2 == 0 ? "kill" : "kill in a line");
                _killIn = int.MaxValue;
                Forget();
                Compare();
            }
        }

        BringToEnd();
    }

    public void Dispose()
    {
        _place.Dispose();
        _digester.Dispose();
    }

    private void Do(LedgerMove move)
    {
        switch (move.Deed)
        {
            case LedgerDeed.Kill:
                (_killIn, _cut) = (move.A % 4, move.B);
                break;
            case LedgerDeed.Settle when Pick(_model.Pending, move.A) is int batch and > 0:
                Settle(batch, move);
                break;
            case LedgerDeed.Expire when !IsHeld && !_model.IsExpired:
                Expire();
                break;
            case LedgerDeed.Erase when !IsHeld && !_model.IsExpired && LastRow > 0:
                Erase(1 + (move.A % LastRow));
                break;
            case LedgerDeed.Repair when !_model.IsExpired:
                Repair(move);
                break;
            case var _ when IsHeld:
                Work(move);
                break;
            case var _ when !_model.IsExpired && move.C % 2 == 0:
                Resume();
                break;
        }
    }

    private void Work(LedgerMove move)
    {
        IReadOnlyList<long> some = Some(_model.Unplaced, move.B).Take(6).ToList();
        switch (move.Deed)
        {
            case LedgerDeed.Read when !_model.IsComplete:
                Read(LastRow + 1 + (move.A % 9), move.C % 3 == 0 ? null : Math.Max(1, LastRow + (move.B % 12)));
                break;
            case LedgerDeed.RefuseHere when some.Count > 0:
                Step(journal => journal.Refused(Refusal(some[0])), model => model.Put([some[0]], RowState.Refused));
                break;
            case LedgerDeed.Supersede when some.Count > 0:
                Step(journal => journal.Note(new RowsSuperseded(RowRanges.Format([some[0]]))), model => model.Put([some[0]], RowState.Superseded));
                break;
            case LedgerDeed.LeaveOut when some.Count > 0:
                Step(journal => journal.Note(Unchanged(some[0])), model => model.Put([some[0]], RowState.Unchanged));
                break;
            case LedgerDeed.Plan when some.Count > 0:
                Send(Make(_next++, some), move.C % 5 == 0 ? Single : Bulk);
                break;
            case LedgerDeed.Answer when _sent.Count > 0:
                Answer(move);
                break;
            case LedgerDeed.SendOn when _moving.Count > 0:
                SendOn(move.A % _moving.Count);
                break;
            case LedgerDeed.NoteAgain when Pick(_model.Rows.Where(row => _model.StateOf(row) == RowState.Refused && _model.BatchOf(row) > 0).ToList(), move.A) is long row and > 0:
                Refuse(_model.BatchOf(row), row);
                break;
            case LedgerDeed.Check when _lost.Count > 0:
                Check(Take(_lost, move.A), move);
                break;
            case LedgerDeed.Resend when _lost.Count > 0:
                Resend(Take(_lost, move.A), move.B % 3 == 0 ? move.C : 0);
                break;
            case LedgerDeed.GoOn when _notSent.Count > 0:
                GoOn(Take(_notSent, move.A), move.B % 3 == 0 ? move.C : 0);
                break;
            case LedgerDeed.CompleteInput when !_model.IsComplete:
                Step(journal => journal.Note(new InputCompleted(TempJournal.Now)), model => model.Complete());
                break;
            case LedgerDeed.PlanCalls:
                PlanCalls(move);
                break;
            case LedgerDeed.Call:
                Call(move);
                break;
            case LedgerDeed.End:
                End((ActivityState)(1 + (move.A % 4)) is ActivityState state and not ActivityState.Completed ? state : ActivityState.Sent);
                break;
        }
    }

    private void Read(long upTo, long? expected) => Step(journal => journal.Note(new ReadMark(upTo, null, expected)), model => model.Read(upTo));

    private void Send(Batch batch, string route)
    {
        using (batch)
        {
            Step(
                journal => journal.SentAsync(batch, route, BatchRows.Contacts(batch, Contacts.Envelope), TempJournal.Now).GetAwaiter().GetResult(),
                model => model.Send(batch.Number, Contacts.Numbers(batch)));
            _sent.Add((batch.Number, route));
        }
    }

    // A batch that goes on as it was journaled: what it was sent with must still be there.
    private void SendOn(int index)
    {
        (int number, int from, IReadOnlyList<long> rows) = _moving[index];
        _moving.RemoveAt(index);
        Batch batch = BatchRebuild.ToBatch(ReadBatch(from), rows.ToList(), Contacts.Envelope);
        Assert.Equal(rows.Order(), Contacts.Numbers(batch).Order());
        batch.Number = number;
        Send(batch, Bulk);
        Seen.Add("sent on");
    }

    private RowsUnchanged Unchanged(long row)
    {
        RowRefs refs = RowRefs.Of(Make(0, [row]));
        return new RowsUnchanged(0, refs.Rows, refs.Digests);
    }

    private void Refuse(int batch, long row) => Step(journal => journal.Refused(Refusal(row), batch), model => model.Refuse(batch, row));

    private void Say(int number, BatchOutcome outcome)
    {
        using Batch batch = Make(number, _model.RowsAt(number));
        Step(journal => journal.Answered(batch, outcome, outcome == BatchOutcome.Pending ? "id-" + number : null, TempJournal.Now), model => model.Answer(number, outcome));
    }

    private void Note(BatchSettlement settled, RowRefs? rows, Action<LedgerModel> mean) => Step(journal => journal.Settled(settled, rows, TempJournal.Now), mean);

    // A line of its own, or none where the process is killed meanwhile.
    private void Step(Action<JournalWriter> write, Action<LedgerModel> mean)
    {
        if (_killIn-- == 0)
        {
            _place.Kill(write, _cut);
            throw new KilledException();
        }

        write(Journal);
        mean(_model);
        Compare();
    }

    private void Compare()
    {
        if (IsHeld)
        {
            Journal.Drain();
            Journal.Ask(state =>
            {
                _check.Compare(_model, state, isHeld: true);
                return true;
            });
        }

        JournalState read = JournalReader.Load(_place.Folder);
        _check.Compare(_model, read, IsHeld);
        LedgerCheck.CompareOpen(_model, read);
    }

    private void Forget()
    {
        _sent.Clear();
        _moving.Clear();
        _lost.Clear();
        _notSent.Clear();
    }

    private JournaledBatch ReadBatch(int number) => Journal.ReadBatch(number, withContacts: true) ?? throw new Xunit.Sdk.XunitException($"What batch {number} was sent with is gone, and rows of it are open.");

    // Each fourth row has the address of the one before.
    private static string Address(long row) => Contacts.Email(row % 4 == 0 ? row - 1 : row);

    private static RefusedRow Refusal(long row) =>
        new(row, row + 1, Contacts.Shape, [Address(row), "+" + row], new RowProblem(RowReason.FailedAtService, "Why."));

    private Batch Make(int number, IReadOnlyCollection<long> rows)
    {
        BatchDraft draft = new(Contacts.Shape, Contacts.Envelope);
        foreach (long row in rows)
        {
            byte[] cells = System.Text.Encoding.UTF8.GetBytes($"[\"{Address(row)}\",\"+{row}\"]");
            byte[] contact = System.Text.Encoding.UTF8.GetBytes($"{{\"email\":\"{Address(row)}\"}}");
            RowDigest digest = new(_digester.Address(Address(row)), (ulong)row);
            if (draft.Find(digest.Address) is BatchRow shared)
                draft.Share(shared, row, row + 1, cells, digest);
            else
                draft.Append(row, row + 1, contact, cells, digest);
        }

        Batch batch = draft.Seal(0);
        batch.Number = number;
        return batch;
    }

    private static T? Pick<T>(IReadOnlyList<T> items, int number) => items.Count == 0 ? default : items[number % items.Count];

    private static T Take<T>(List<T> items, int number)
    {
        T item = items[number % items.Count];
        items.Remove(item);
        return item;
    }

    private static List<T> Some<T>(IReadOnlyList<T> items, int bits) => items.Where((_, i) => ((bits >> (i % 16)) & 1) == 1).ToList();

    private sealed class KilledException : Exception
    {
    }
}
