using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>All batches by id, and those that have not ended in the order in which they will.</summary>
internal sealed class BatchQueue
{
    private readonly Dictionary<string, Batch> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Batch> _all = [];
    private readonly SortedSet<Batch> _open = new(Comparer<Batch>.Create(CompareEnds));

    public IReadOnlyList<Batch> All => _all;

    public Batch? Find(string id) => _byId.TryGetValue(id, out Batch? batch) ? batch : null;

    public void Add(Batch batch)
    {
        _byId.Add(batch.Id, batch);
        _all.Add(batch);
        _open.Add(batch);
    }

    /// <summary>The next batch whose time has come, taken out of the queue.</summary>
    public Batch? TakeDue(DateTimeOffset now)
    {
        if (_open.Count == 0 || _open.Min!.Schedule.Ends > now)
            return null;
        Batch batch = _open.Min;
        _open.Remove(batch);
        return batch;
    }

    private static int CompareEnds(Batch left, Batch right)
    {
        int order = left.Schedule.Ends.CompareTo(right.Schedule.Ends);
        return order != 0 ? order : left.Number.CompareTo(right.Number);
    }
}
