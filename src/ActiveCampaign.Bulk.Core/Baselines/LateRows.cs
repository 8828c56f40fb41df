using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Baselines;

/// <summary>
/// Rows that an activity sent after a later one had begun: what that later one says of their addresses may have been
/// overwritten since, so that it confirms nothing.
/// </summary>
internal sealed class LateRows
{
    private readonly Dictionary<ulong, DateTimeOffset> _late = [];
    private DateTimeOffset? _last;

    /// <summary>Adds those of an activity.</summary>
    public void Add(IReadOnlyDictionary<ulong, DateTimeOffset> late)
    {
        foreach (KeyValuePair<ulong, DateTimeOffset> row in late)
        {
            _late[row.Key] = _late.TryGetValue(row.Key, out DateTimeOffset other) && other > row.Value ? other : row.Value;
            _last = _last > row.Value ? _last : row.Value;
        }
    }

    /// <summary>Whether any came after an activity had begun; what they overwrote is not known before that one is read.</summary>
    public bool Reaches(DateTimeOffset? start) => _last >= start;

    /// <summary>What an activity says, and nothing of addresses that an earlier one sent after it had begun.</summary>
    public IEnumerable<KeyValuePair<ulong, ulong>> Without(IEnumerable<KeyValuePair<ulong, ulong>> rows, string activityId)
    {
        DateTimeOffset? start = ActivityHeader.StartOf(activityId);
        return Reaches(start) ? rows.Select(row => _late.TryGetValue(row.Key, out DateTimeOffset at) && at >= start ? new KeyValuePair<ulong, ulong>(row.Key, HashChain.Nothing) : row) : rows;
    }
}
