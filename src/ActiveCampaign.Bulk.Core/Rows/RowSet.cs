using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>A set of row numbers, at about a bit each.</summary>
internal sealed class RowSet
{
    private const int PageBits = 16;

    private readonly Dictionary<long, ulong[]> _pages = [];

    /// <summary>Adds a row; false when it was there.</summary>
    public bool Add(long row)
    {
        long page = row >> PageBits;
        int bit = (int)(row & ((1 << PageBits) - 1));
        if (!_pages.TryGetValue(page, out ulong[]? words))
            _pages[page] = words = new ulong[(1 << PageBits) / 64];
        ulong mask = 1UL << (bit & 63);
        bool fresh = (words[bit >> 6] & mask) == 0;
        words[bit >> 6] |= mask;
        return fresh;
    }

    /// <summary>Whether a row is in it.</summary>
    public bool Contains(long row) =>
        _pages.TryGetValue(row >> PageBits, out ulong[]? words) && (words[(row & ((1 << PageBits) - 1)) >> 6] & (1UL << (int)(row & 63))) != 0;
}
