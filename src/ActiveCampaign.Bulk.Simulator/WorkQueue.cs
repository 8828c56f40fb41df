using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator;

/// <summary>Work that a service has accepted and will have done at a time.</summary>
internal interface IWork
{
    public string Id { get; }

    /// <summary>The place in the order of acceptance, from 1.</summary>
    public int Number { get; }

    public DateTimeOffset Ends { get; }
}

/// <summary>All work by id, and what has not ended in the order in which it will.</summary>
internal sealed class WorkQueue<T>
    where T : class, IWork
{
    private readonly Dictionary<string, T> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<T> _all = [];
    private readonly SortedSet<T> _open = new(Comparer<T>.Create(CompareEnds));

    public IReadOnlyList<T> All => _all;

    public T? Find(string id) => _byId.TryGetValue(id, out T? work) ? work : null;

    public void Add(T work)
    {
        _byId.Add(work.Id, work);
        _all.Add(work);
        _open.Add(work);
    }

    /// <summary>The next work whose time has come, taken out of the queue.</summary>
    public T? TakeDue(DateTimeOffset now)
    {
        if (_open.Count == 0 || _open.Min!.Ends > now)
            return null;
        T work = _open.Min;
        _open.Remove(work);
        return work;
    }

    private static int CompareEnds(T left, T right)
    {
        int order = left.Ends.CompareTo(right.Ends);
        return order != 0 ? order : left.Number.CompareTo(right.Number);
    }
}
