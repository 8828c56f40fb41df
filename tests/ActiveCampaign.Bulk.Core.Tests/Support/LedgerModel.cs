using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>
/// Where each row of an activity stands, written from what the events mean: a row is changed when something happens to
/// it, and nothing is ever worked out again. It asks nothing of the journal.
/// </summary>
internal sealed class LedgerModel
{

    private readonly SortedDictionary<long, Row> _rows = [];
    private readonly Dictionary<int, Sending> _sendings = [];
    private ActivityState? _end;

    public bool IsComplete { get; private set; }

    public bool IsExpired { get; private set; }

    /// <summary>Sendings of a row that may have had an effect before it went out again.</summary>
    public long Resent { get; private set; }

    public IReadOnlyCollection<long> Rows => _rows.Keys;

    public long Created => _sendings.Values.Sum(sending => (long)sending.Created);

    public long Nameless => _sendings.Values.Sum(sending => (long)sending.Nameless);

    /// <summary>Rows that no batch and no line has: only the input does.</summary>
    public IReadOnlyList<long> Unplaced => _rows.Where(row => row.Value is { Batch: 0, State: RowState.NotSent }).Select(row => row.Key).ToList();

    /// <summary>Batches the service has taken and not ended.</summary>
    public IReadOnlyList<int> Pending => _sendings.Where(sending => sending.Value.Said == BatchOutcome.Pending).Select(sending => sending.Key).ToList();

    public RowState StateOf(long number) => _rows[number] switch
    {
        { State: RowState.Pending or RowState.NotSent, Batch: not 0 } when IsExpired => RowState.Unknown,
        { State: RowState.NotSent, IsErased: true } => RowState.Unknown,
        Row row => row.State,
    };

    /// <summary>Whether nobody can send a row any more since its person was erased.</summary>
    public bool IsErased(long number) => _rows[number].IsErased;

    /// <summary>Whether a row was named as refused in the batch it is in.</summary>
    public bool IsNamed(long number) => _rows[number] is { Batch: > 0 } row && _sendings[row.Batch].Refused.Contains(number);

    public int BatchOf(long number) => _rows[number].Batch;

    public IReadOnlyList<long> RowsAt(int batch) => _rows.Where(row => row.Value.Batch == batch).Select(row => row.Key).ToList();

    public long Count(params RowState[] states) => _rows.Keys.Count(row => states.Contains(StateOf(row)))
        + (states.Contains(RowState.Unknown) ? Nameless : 0) - (states.Contains(RowState.Imported) ? Nameless : 0);

    public long CountErased() => _rows.Keys.Count(row => IsErased(row) && StateOf(row) == RowState.Unknown);

    public ActivityState State(bool isHeld)
    {
        if (isHeld && _end is null)
            return ActivityState.Running;
        bool isSettled = Count(RowState.Pending, RowState.Unknown, RowState.NotSent) == CountErased();
        return IsComplete && isSettled && _end != ActivityState.Failed ? ActivityState.Completed : _end ?? ActivityState.Stopped;
    }

    public void Read(long upTo)
    {
        for (long row = _rows.Count + 1; row <= upTo; row++)
            _rows.Add(row, new Row());
    }

    public void Complete() => IsComplete = true;

    public void Begin() => _end = null;

    public void End(ActivityState state, bool isComplete) => (_end, IsComplete) = (state, IsComplete || isComplete);

    public void Put(IEnumerable<long> rows, RowState state)
    {
        foreach (long row in rows)
            Set(_rows[row], state);
    }

    public void Send(int batch, IReadOnlyCollection<long> rows)
    {
        foreach (Row row in rows.Select(row => _rows[row]))
        {
            if (row.Batch != 0 && _sendings[row.Batch].MayHaveHadEffect)
                Resent++;
            row.Batch = batch;
            row.State = row.State == RowState.Superseded ? row.State : RowState.Unknown;
        }

        _sendings[batch] = new Sending();
    }

    /// <summary>A refused row of a batch: it counts when the service has had its last word on the batch.</summary>
    public void Refuse(int batch, long row)
    {
        _sendings[batch].Refused.Add(row);
        TakeRefused(batch);
    }

    public void Answer(int batch, BatchOutcome outcome)
    {
        _sendings[batch].Said = outcome;
        Put(RowsAt(batch), outcome switch
        {
            BatchOutcome.Pending => RowState.Pending,
            BatchOutcome.Replaced or BatchOutcome.NotSent => RowState.NotSent,
            BatchOutcome.Refused => RowState.Refused,
            _ => RowState.Unknown,
        });
        TakeRefused(batch);
    }

    /// <summary>Every row has its state by its number, but for those that failed without a name.</summary>
    public void Settle(int batch, IReadOnlyCollection<long> unknown, IReadOnlyCollection<long> notSent, int nameless = 0, int created = 0)
    {
        (_sendings[batch].Said, _sendings[batch].Nameless, _sendings[batch].Created) = (BatchOutcome.Completed, nameless, created);
        Put(RowsAt(batch), RowState.Imported);
        Put(unknown.Intersect(RowsAt(batch)), RowState.Unknown);
        Put(notSent.Intersect(RowsAt(batch)), RowState.NotSent);
        TakeRefused(batch);
    }

    public void Expire() => IsExpired = true;

    public void Erase(IEnumerable<long> rows)
    {
        foreach (Row row in rows.Select(row => _rows[row]).Where(row => row.Batch != 0))
            row.IsErased = true;
    }

    private void TakeRefused(int batch)
    {
        if (_sendings[batch].Said is not (BatchOutcome.Pending or BatchOutcome.Unknown))
            Put(RowsAt(batch).Intersect(_sendings[batch].Refused), RowState.Refused);
    }

    // A row that was refused, or that another one stands for, stays so whatever is said of the batch it is in.
    private static void Set(Row row, RowState state)
    {
        if (row.State is not (RowState.Refused or RowState.Superseded))
            row.State = state;
    }

    private sealed class Row
    {
        public RowState State { get; set; } = RowState.NotSent;

        public int Batch { get; set; }

        public bool IsErased { get; set; }
    }

    private sealed class Sending
    {
        public BatchOutcome Said { get; set; } = BatchOutcome.Unknown;

        public HashSet<long> Refused { get; } = [];

        public int Nameless { get; set; }

        public int Created { get; set; }

        // What was refused, or never left, did nothing.
        public bool MayHaveHadEffect => Said is not (BatchOutcome.Refused or BatchOutcome.Replaced or BatchOutcome.NotSent);
    }
}
