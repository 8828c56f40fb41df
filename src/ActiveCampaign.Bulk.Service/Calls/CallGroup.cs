using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>
/// Contacts that were journaled together, and how far they are. Answers are noted in groups, since a line for each would
/// make the journal many times as long; what a kill loses of them is asked for once more, which does no harm. Safe for
/// several threads.
/// </summary>
internal sealed class CallGroup
{
    private const int NotedAtOnce = 25;

    private readonly object _gate = new();
    private readonly int _rows;
    private readonly SortedSet<long> _notSent;
    private readonly IReadOnlyList<long> _erased;
    private readonly SortedSet<long> _unknown = [];
    private readonly List<string> _gone = [];
    private readonly RowRefs _refs;
    private int _refused;
    private int _fresh;

    private CallGroup(int number, int rows, IReadOnlyList<PlannedContact> open, IReadOnlyList<PlannedContact> repeated, IReadOnlyList<long> erased, RowRefs refs)
    {
        _refs = refs;
        Number = number;
        _rows = rows;
        _erased = erased;
        Open = open;
        Repeated = repeated;
        _notSent = [.. open.Select(contact => contact.Row)];
    }

    public int Number { get; }

    /// <summary>The contacts that are not done with.</summary>
    public IReadOnlyList<PlannedContact> Open { get; }

    /// <summary>Rows that an earlier one stands for, where nobody was told of them yet.</summary>
    public IReadOnlyList<PlannedContact> Repeated { get; }

    /// <summary>Whether nothing of it is left to do or to journal.</summary>
    public bool IsDone
    {
        get
        {
            lock (_gate)
                return _fresh == 0 && _notSent.Count + _unknown.Count == 0;
        }
    }

    /// <summary>Reads a group back; null where nothing is open in it or its contacts were erased.</summary>
    public static CallGroup? Load(JournalWriter journal, BatchEntry entry, RowLedger ledger)
    {
        ILookup<bool, long> rows = ledger.RowsAt(entry).Where(row => ledger.StateOf(row) is RowState.NotSent or RowState.Unknown).ToLookup(ledger.IsErased);
        HashSet<long> open = [.. rows[false]];
        if (open.Count == 0 && entry.Settlement is not null)
            return null;
        if (journal.ReadBatch(entry.Number) is not JournaledBatch batch)
            return null;
        List<PlannedContact> contacts = batch.RowNumbers.Select((row, i) => PlannedContact.Read(row, batch.Cells[i])).OfType<PlannedContact>().ToList();
        return new CallGroup(
            entry.Number,
            batch.RowNumbers.Count,
            contacts.FindAll(contact => open.Contains(contact.Row)),
            entry.Settlement is null ? contacts.FindAll(contact => ledger.StateOf(contact.Row) == RowState.Superseded) : [],
            rows[true].ToList(),
            RowRefs.Of(batch));
    }

    /// <summary>Notes that a row is done with; true when it is time to journal the group.</summary>
    public bool Settle(PlannedContact contact, bool refused = false, bool deleted = false)
    {
        lock (_gate)
        {
            _notSent.Remove(contact.Row);
            _unknown.Remove(contact.Row);
            _refused += refused ? 1 : 0;
            if (deleted && contact.Email is string email)
                _gone.Add(email);
            return ++_fresh >= NotedAtOnce || _notSent.Count + _unknown.Count == 0;
        }
    }

    /// <summary>Notes that a row's answer was lost.</summary>
    public void Lose(PlannedContact contact)
    {
        lock (_gate)
        {
            _notSent.Remove(contact.Row);
            _unknown.Add(contact.Row);
            _fresh++;
        }
    }

    /// <summary>Journals how far the group is, where that is news.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="beforehand">Takes the addresses of those who were deleted meanwhile; what it does is done before the journal says so.</param>
    /// <param name="now">The time.</param>
    public void Note(JournalWriter journal, Action<IReadOnlyList<string>> beforehand, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_fresh == 0)
                return;
            if (_gone.Count > 0)
                beforehand(_gone);
            int open = _notSent.Count + _unknown.Count + _erased.Count;
            journal.Settled(
                new BatchSettlement(Number, BatchOutcome.Completed, _rows, _rows - open - _refused, 0, _refused, _unknown.Count)
                {
                    UnknownRows = RowRefs.Ranges(_unknown),
                    NotSentRows = RowRefs.Ranges(_notSent.Concat(_erased).ToList()),
                },
                open == 0 ? _refs : null,
                now);
            _gone.Clear();
            _fresh = 0;
        }
    }
}
