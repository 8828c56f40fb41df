using System;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>A few items in an array that is no larger than it must be, and none where there are none.</summary>
internal struct CompactList<T>
{
    private T[]? _items;
    private int _count;

    public readonly ReadOnlySpan<T> Items => new(_items, 0, _count);

    /// <summary>Makes room for the first items at once, where there is none yet.</summary>
    public void Reserve(int items)
    {
        if (items > 0 && _items is null)
            _items = new T[items];
    }

    /// <summary>Replaces the item at an index, or adds one where the index is below 0.</summary>
    public void Put(int index, T item)
    {
        if (index < 0)
        {
            index = _count++;
            if (_items is null || index == _items.Length)
                Array.Resize(ref _items, _count);
        }

        _items![index] = item;
    }

    public void RemoveAt(int index)
    {
        if (index < 0)
            return;
        _count--;
        Array.Copy(_items!, index + 1, _items!, index, _count - index);
        _items![_count] = default!;
    }
}
