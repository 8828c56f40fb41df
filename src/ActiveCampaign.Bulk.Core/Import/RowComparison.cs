using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Baselines;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Tells rows that the account was confirmed to have from those that differ. An address that had several rows is
/// compared by all of them: its rows wait until they are the same as then, or are known not to be. Used by one thread.
/// </summary>
internal sealed class RowComparison
{
    private const int WaitingAtMost = 2000;

    private readonly IReadOnlyDictionary<ulong, ulong> _baseline;
    private readonly bool _skipsAutomation;
    private readonly bool _isAlone;
    private readonly Dictionary<ulong, WaitingRow> _waiting = [];
    private readonly Queue<ulong> _order = new();
    private int _rows;

    /// <param name="baseline">What is confirmed, by address.</param>
    /// <param name="skipsAutomation">Whether the run skips automations.</param>
    /// <param name="isAlone">Whether one row of each address counts, whatever others there are.</param>
    public RowComparison(IReadOnlyDictionary<ulong, ulong> baseline, bool skipsAutomation, bool isAlone)
    {
        _isAlone = isAlone;
        _baseline = baseline;
        _skipsAutomation = skipsAutomation;
    }

    /// <summary>An exported file to compare with instead; null for none.</summary>
    public IKnownContacts? Export { get; init; }

    /// <summary>Whether digests must be made with the key of earlier ones.</summary>
    public bool NeedsKey => _baseline.Count > 0;

    /// <summary>Takes a row of an address that no row was sent of.</summary>
    public ComparedRows Take(DeferredRow row, RowDigest digest)
    {
        if (Export is not null)
            return Export.IsSame(row.Contact) ? new ComparedRows([(row, digest)], []) : new ComparedRows([], [(row, digest)]);
        if (!_baseline.TryGetValue(digest.Address, out ulong expected))
            return new ComparedRows([], [(row, digest)]);
        if (HashChain.HasSeveral(expected) && !_isAlone)
            return Wait(row, digest, expected);
        bool isSame = HashChain.Next(HashChain.Nothing, digest.Content, _skipsAutomation) == expected;
        return isSame ? new ComparedRows([(row, digest)], []) : new ComparedRows([], [(row, digest)]);
    }

    /// <summary>No more rows come: what still waits differs.</summary>
    public IReadOnlyList<(DeferredRow Row, RowDigest Digest)> TakeRest()
    {
        List<(DeferredRow Row, RowDigest Digest)> rest = _waiting.Values.SelectMany(waiting => waiting.Rows).OrderBy(row => row.Row.Row.Number).ToList();
        _waiting.Clear();
        _order.Clear();
        _rows = 0;
        return rest;
    }

    private ComparedRows Wait(DeferredRow row, RowDigest digest, ulong expected)
    {
        if (!_waiting.TryGetValue(digest.Address, out WaitingRow? waiting))
        {
            _waiting.Add(digest.Address, waiting = new WaitingRow());
            _order.Enqueue(digest.Address);
        }

        waiting.Chain = HashChain.Next(waiting.Chain, digest.Content, _skipsAutomation);
        waiting.Rows.Add((row, digest));
        _rows++;
        if (waiting.Chain == expected)
            return new ComparedRows(TakeOut(digest.Address), []);
        return _rows > WaitingAtMost ? new ComparedRows([], TakeOldest()) : new ComparedRows([], []);
    }

    // Too many wait: those that came first are sent, changed or not.
    private List<(DeferredRow Row, RowDigest Digest)> TakeOldest()
    {
        List<(DeferredRow Row, RowDigest Digest)> taken = [];
        while (taken.Count == 0)
            taken = TakeOut(_order.Dequeue());
        return taken;
    }

    private List<(DeferredRow Row, RowDigest Digest)> TakeOut(ulong address)
    {
        if (!_waiting.TryGetValue(address, out WaitingRow? waiting))
            return [];
        _waiting.Remove(address);
        _rows -= waiting.Rows.Count;
        return waiting.Rows;
    }

    /// <summary>Rows of one address.</summary>
    private sealed class WaitingRow
    {
        public ulong Chain { get; set; }

        public List<(DeferredRow Row, RowDigest Digest)> Rows { get; } = [];
    }
}
