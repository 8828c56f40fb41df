using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// The state of every single row: a row is in the batch that took it last, unless it was refused. Four bytes and four bits
/// a row.
/// </summary>
internal sealed class RowLedger
{
    private readonly SortedDictionary<int, BatchEntry> _batches;
    private readonly BitArray _refused = new(1024);
    private readonly BitArray _superseded = new(1024);
    private readonly BitArray _unchanged = new(1024);
    private readonly BitArray _followed = new(1024);
    private readonly HashSet<long> _erased = [];
    private int[] _batchOf = new int[1024];

    public RowLedger(SortedDictionary<int, BatchEntry> batches)
    {
        _batches = batches;
    }

    /// <summary>Whether lines were damaged: a row that no line speaks of may have been sent then.</summary>
    public bool IsDamaged { get; set; }

    /// <summary>Whether the contact data is gone: what was not settled never will be.</summary>
    public bool IsExpired { get; private set; }

    /// <summary>The highest row number seen.</summary>
    public long LastRow { get; private set; }

    /// <summary>The state of a row that no line speaks of.</summary>
    public RowState Unsaid => IsDamaged ? RowState.Unknown : RowState.NotSent;

    /// <summary>Whether the journal has the row.</summary>
    public bool Knows(long row) => row <= LastRow && (_batchOf[row] != 0 || _refused[(int)row] || _superseded[(int)row] || _unchanged[(int)row] || _erased.Contains(row));

    /// <summary>Takes in what happened to rows by themselves.</summary>
    public void Apply(ActivityEvent happened)
    {
        switch (happened)
        {
            case RowRefused refused:
                Refuse(refused.Row, refused.Batch);
                break;
            case RowsSuperseded superseded:
                Set(_superseded, superseded.RowText);
                break;
            case RowsUnchanged unchanged:
                Set(_unchanged, unchanged.RowText);
                break;
            case FollowUpEnded ended:
                Set(_followed, ended.RowText);
                break;
            case PeopleErased erased:
                foreach (long row in RowRanges.Parse(erased.RowText ?? string.Empty))
                {
                    Grow(row);
                    _erased.Add(row);
                }

                break;
            case ContactDataExpired:
                IsExpired = true;
                break;
        }
    }

    /// <summary>Puts the rows of a batch into it. Lines do not stand in the order in which batches were made: the highest number counts.</summary>
    public void Place(BatchEntry batch)
    {
        foreach (long row in batch.RowNumbers)
        {
            Grow(row);
            if (batch.Number <= _batchOf[row])
                continue;
            _batchOf[row] = batch.Number;
            _refused[(int)row] = false;
        }
    }

    /// <summary>Notes a refusal; one of a batch that the row has left counts no more.</summary>
    public void Refuse(long row, int batch)
    {
        Grow(row);
        if (_batchOf[row] == batch)
            _refused[(int)row] = true;
    }

    /// <summary>Whether the row's contact data was erased: nobody can send it any more.</summary>
    public bool IsErased(long row) => _erased.Contains(row);

    /// <summary>Rows that stay unknown because their contact data was erased.</summary>
    public long CountErased() => _erased.LongCount(row => StateOf(row) == RowState.Unknown);

    /// <summary>Rows that are in and still wait for what comes after the import; without those that may be the nameless ones that are not in.</summary>
    public IEnumerable<long> Unfollowed()
    {
        for (long row = 1; row <= LastRow; row++)
        {
            if (!_followed[(int)row] && StateOf(row) == RowState.Imported && BatchOf(row)!.Nameless == 0)
                yield return row;
        }
    }

    /// <summary>How often a row went out again though an earlier sending may have had an effect.</summary>
    public long CountResent() => _batches.Values.Where(MayHaveHadEffect).Sum(batch => batch.RowNumbers.LongCount(row => _batchOf[row] != batch.Number));

    /// <summary>The batch that took a row last; null for a row that was in none.</summary>
    public BatchEntry? BatchOf(long row) => row <= LastRow && _batchOf[row] != 0 ? _batches[_batchOf[row]] : null;

    /// <summary>The rows whose place is that batch.</summary>
    public IEnumerable<long> RowsAt(BatchEntry batch) => batch.RowNumbers.Where(row => _batchOf[row] == batch.Number);

    public RowState StateOf(long row)
    {
        BatchEntry? batch = BatchOf(row);

        // A refusal in a batch that is open does not count, since the batch is settled once more later.
        if (_refused[(int)row] && batch is not { Outcome: BatchOutcome.Pending or BatchOutcome.Unknown })
            return RowState.Refused;
        if (_superseded[(int)row])
            return RowState.Superseded;
        if (_unchanged[(int)row] && batch is null)
            return RowState.Unchanged;
        RowState state = batch is null ? Unsaid : StateIn(batch, row);
        return state == RowState.NotSent && _erased.Contains(row) ? RowState.Unknown : state;
    }

    /// <summary>Whether rows of the batch are not settled, so that its contact data is still needed.</summary>
    public bool Holds(BatchEntry batch) =>
        (batch.Settlement is { Outcome: BatchOutcome.Completed } settled && settled.Unknown > batch.UnknownRows.Count)
        || RowsAt(batch).Any(row => StateOf(row) is RowState.NotSent or RowState.Pending or RowState.Unknown && !_erased.Contains(row));

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
        return IsExpired && state is RowState.Pending or RowState.NotSent ? RowState.Unknown : state;
    }

    private void Set(BitArray which, string? rows)
    {
        foreach (long row in RowRanges.Parse(rows ?? string.Empty))
        {
            Grow(row);
            which[(int)row] = true;
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
        _followed.Length = size;
    }
}
