using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// Rows that leave a batch for another one. The batch keeps its contact data until the last of them is journaled
/// elsewhere: a kill in between must not lose a row. For one thread at a time.
/// </summary>
internal sealed class MovingRows
{
    private readonly Dictionary<long, int> _from = [];
    private readonly Dictionary<int, int> _left = [];

    /// <summary>Whether a row has left a batch and is in no other one yet.</summary>
    public bool Has(long row) => _from.ContainsKey(row);

    /// <summary>These rows go on in other batches; false when there are none.</summary>
    public bool Leave(int batch, IEnumerable<long> rows)
    {
        int count = 0;
        foreach (long row in rows)
        {
            _from[row] = batch;
            count++;
        }

        _left[batch] = count;
        return count > 0;
    }

    /// <summary>These rows are journaled elsewhere; returns the batches that nothing is left to leave.</summary>
    public IReadOnlyList<int> Arrive(IEnumerable<long> rows)
    {
        List<int> empty = [];
        if (_from.Count == 0)
            return empty;
        foreach (long row in rows)
        {
            if (!_from.TryGetValue(row, out int batch))
                continue;
            _from.Remove(row);
            if (--_left[batch] == 0)
                empty.Add(batch);
        }

        return empty;
    }
}
