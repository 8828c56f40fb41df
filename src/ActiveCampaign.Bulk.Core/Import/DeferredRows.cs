using System;
using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>What a deferred row waits for.</summary>
internal enum DeferredFor
{
    /// <summary>Nothing any more: it is in a batch.</summary>
    Nothing,

    /// <summary>A batch that is still being formed.</summary>
    Draft,

    /// <summary>A batch on its way.</summary>
    Batch,

    /// <summary>A batch whose end this run will not learn.</summary>
    Lost,
}

/// <summary>The rows that wait for an earlier row of their address, in the order of the input. Used by one thread.</summary>
internal sealed class DeferredRows
{
    private readonly HashSet<ulong> _addresses = [];
    private List<DeferredRow> _rows = [];

    public int Count => _rows.Count;

    public bool Has(ulong address) => _addresses.Contains(address);

    public void Add(DeferredRow row)
    {
        _rows.Add(row);
        _addresses.Add(row.Address);
    }

    /// <summary>
    /// Tries each row in order, but none behind another one of its address that stays; what the rows in front wait for.
    /// </summary>
    public IReadOnlyCollection<DeferredFor> Release(Func<DeferredRow, DeferredFor> place)
    {
        HashSet<DeferredFor> reasons = [];
        _addresses.Clear();
        List<DeferredRow> rest = [];
        foreach (DeferredRow row in _rows)
        {
            DeferredFor reason = DeferredFor.Nothing;
            if (!_addresses.Contains(row.Address))
                reasons.Add(reason = place(row));
            else
                reason = DeferredFor.Batch;
            if (reason == DeferredFor.Nothing)
                continue;
            rest.Add(row);
            _addresses.Add(row.Address);
        }

        _rows = rest;
        return reasons;
    }

    /// <summary>Takes out the rows in front of their address that fit, and nothing behind them.</summary>
    public IReadOnlyList<DeferredRow> TakeFirst(Func<DeferredRow, bool> fits)
    {
        HashSet<ulong> seen = [];
        List<DeferredRow> taken = _rows.Where(row => seen.Add(row.Address) && fits(row)).ToList();
        _rows = _rows.Except(taken).ToList();
        _addresses.IntersectWith(_rows.Select(row => row.Address));
        return taken;
    }
}
