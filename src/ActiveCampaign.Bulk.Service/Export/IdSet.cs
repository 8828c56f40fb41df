using System;
using System.Collections;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>Ids that came by, a bit each. Used by one thread.</summary>
internal sealed class IdSet
{
    private readonly BitArray _bits = new(1024);

    public bool Contains(int id) => id < _bits.Length && _bits[id];

    /// <summary>Notes an id; false where it was noted before.</summary>
    public bool Add(int id)
    {
        if (Contains(id))
            return false;
        if (id >= _bits.Length)
            _bits.Length = Math.Max(id + 1, _bits.Length > int.MaxValue / 2 ? int.MaxValue : 2 * _bits.Length);
        return _bits[id] = true;
    }
}
