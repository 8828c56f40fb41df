using System;
using System.Collections;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// The state of every single row: a row is in the batch that took it last, unless it was refused. Four bytes and three bits
/// a row.
/// </summary>
internal sealed class RowLedger
{
    private readonly SortedDictionary<int, BatchEntry> _batches;
    private readonly bool _expired;
    private int[] _batchOf = new int[1024];
    private readonly BitArray _refused = new(1024);
    private readonly BitArray _superseded = new(1024);
    private readonly BitArray _unchanged = new(1024);
    private readonly HashSet<long> _erased = [];

    /// <summary>Puts rows into batches, in the order in which the batches were made.</summary>
    public RowLedger(SortedDictionary<int, BatchEntry> batches, bool expired)
    {
        _batches = batches;
        _expired = expired;
        foreach (BatchEntry batch in batches.Values)
            Place(batch);
    }

    /// <summary>Whether lines were damaged: a row that no line speaks of may have been sent then.</summary>
    public bool IsDamaged { get; init; }

    /// <summary>The highest row number seen.</summary>
    public long LastRow { get; private set; }

    /// <summary>How often a row went out again though an earlier sending may have had an effect.</summary>
    public long Resent { get; private set; }

    /// <summary>Whether the journal has the row.</summary>
    public bool Knows(long row) => row <= LastRow && (_batchOf[row] != 0 || _refused[(int)row] || _superseded[(int)row] || _unchanged[(int)row] || _erased.Contains(row));

    /// <summary>Notes a refusal; one of a batch that is open does not count, since the batch is settled once more later.</summary>
    public void Refuse(long row, int batch)
    {
        Grow(row);
        if (_batchOf[row] == 0 ? batch == 0 : _batchOf[row] == batch && !IsOpen(_batches[batch]))
            _refused[(int)row] = true;
    }

    public void Supersede(long row)
    {
        Grow(row);
        _superseded[(int)row] = true;
    }

    /// <summary>Notes that the row was the same as before, and was not sent.</summary>
    public void LeaveOut(long row)
    {
        Grow(row);
        _unchanged[(int)row] = true;
    }

    /// <summary>Notes that the row's contact data was erased: nobody can send it any more.</summary>
    public void Erase(long row)
    {
        Grow(row);
        _erased.Add(row);
    }

    /// <summary>Whether the row's contact data was erased.</summary>
    public bool IsErased(long row) => _erased.Contains(row);

    /// <summary>Rows that stay unknown because their contact data was erased.</summary>
    public long CountErased()
    {
        long count = 0;
        foreach (long row in _erased)
            count += StateOf(row) == RowState.Unknown ? 1 : 0;
        return count;
    }

    /// <summary>The batch that took a row last; null for a row that was in none.</summary>
    public BatchEntry? BatchOf(long row) => row <= LastRow && _batchOf[row] != 0 ? _batches[_batchOf[row]] : null;

    /// <summary>The rows whose place is that batch.</summary>
    public IEnumerable<long> RowsAt(BatchEntry batch)
    {
        foreach (long row in batch.RowNumbers)
        {
            if (_batchOf[row] == batch.Number)
                yield return row;
        }
    }

    public RowState StateOf(long row)
    {
        if (_refused[(int)row])
            return RowState.Refused;
        if (_superseded[(int)row])
            return RowState.Superseded;
        if (_unchanged[(int)row] && _batchOf[row] == 0)
            return RowState.Unchanged;
        RowState state = _batchOf[row] == 0 ? Unsaid : StateIn(_batches[_batchOf[row]], row);
        return state == RowState.NotSent && _erased.Contains(row) ? RowState.Unknown : state;
    }

    /// <summary>Whether rows of the batch are not settled, so that its contact data is still needed.</summary>
    public bool Holds(BatchEntry batch)
    {
        if (batch.Settlement is { Outcome: BatchOutcome.Completed } settled && settled.Unknown > batch.UnknownRows.Count)
            return true;
        foreach (long row in RowsAt(batch))
        {
            if (StateOf(row) is RowState.NotSent or RowState.Pending or RowState.Unknown && !_erased.Contains(row))
                return true;
        }

        return false;
    }

    /// <summary>The state of a row that no line speaks of.</summary>
    public RowState Unsaid => IsDamaged ? RowState.Unknown : RowState.NotSent;

    private static bool IsOpen(BatchEntry batch) => batch.Outcome is BatchOutcome.Pending or BatchOutcome.Unknown;

    // A batch that completed, or never had an effect, was not sent twice when its rows go on in another one.
    private static bool MayHaveHadEffect(BatchEntry batch) =>
        batch.Outcome is BatchOutcome.Pending or BatchOutcome.Unknown or BatchOutcome.Completed or BatchOutcome.Failed or BatchOutcome.Interrupted;

    private RowState StateIn(BatchEntry batch, long row)
    {
        RowState state = batch.Outcome switch
        {
            BatchOutcome.Pending => RowState.Pending,
            BatchOutcome.Replaced or BatchOutcome.NotSent => RowState.NotSent,
            BatchOutcome.Refused => RowState.Refused,
            BatchOutcome.Completed when batch.NotSentRows.Contains(row) => RowState.NotSent,
            BatchOutcome.Completed when batch.UnknownRows.Contains(row) => RowState.Unknown,
            BatchOutcome.Completed => RowState.Imported,
            _ => RowState.Unknown,
        };
        return _expired && state is RowState.Pending or RowState.NotSent ? RowState.Unknown : state;
    }

    private void Place(BatchEntry batch)
    {
        foreach (long row in batch.RowNumbers)
        {
            Grow(row);
            int before = _batchOf[row];
            if (before != 0 && MayHaveHadEffect(_batches[before]))
                Resent++;
            _batchOf[row] = batch.Number;
        }
    }

    private void Grow(long row)
    {
        LastRow = Math.Max(LastRow, row);
        if (row < _batchOf.Length)
            return;
        int size = (int)Math.Max(row + 1, Math.Min((long)_batchOf.Length * 2, int.MaxValue / 2));
        Array.Resize(ref _batchOf, size);
        _refused.Length = size;
        _superseded.Length = size;
        _unchanged.Length = size;
    }
}
