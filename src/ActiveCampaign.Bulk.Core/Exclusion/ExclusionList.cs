using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Batching;

namespace ActiveCampaign.Bulk.Core.Exclusion;

/// <summary>
/// Addresses that are never to be imported: the first eight bytes of the SHA-256 of each, so that a million of them
/// take eight megabytes. Used by one thread.
/// </summary>
public sealed class ExclusionList : IDisposable
{
    private readonly ulong[] _sorted;

    // Without a key it is the plain SHA-256 of the address, trimmed and in lower case.
    private readonly RowDigester _digester = new([]);

    internal ExclusionList(List<ulong> digests)
    {
        _sorted = digests.ToArray();
        Array.Sort(_sorted);
    }

    /// <summary>Lines in it.</summary>
    public int Count => _sorted.Length;

    /// <summary>Whether an address is in it, whatever its case.</summary>
    public bool Holds(string email) => Array.BinarySearch(_sorted, _digester.Address(email)) >= 0;

    /// <inheritdoc/>
    public void Dispose() => _digester.Dispose();
}
