using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Exclusion;

/// <summary>
/// Addresses that are never to be imported: the first eight bytes of the SHA-256 of each, so that a million of them
/// take eight megabytes. Used by one thread.
/// </summary>
internal sealed class ExclusionList : IDisposable
{
    private readonly ulong[] _addresses;
    private readonly ulong[] _hashes;

    // Without a key it is the plain SHA-256 of the address, in the form that addresses are compared in.
    private readonly RowDigester _digester = new([]);

    internal ExclusionList(List<ulong> addresses, List<ulong> hashes)
    {
        _addresses = Sorted(addresses);
        _hashes = Sorted(hashes);
    }

    /// <summary>Entries in it.</summary>
    public int Count => _addresses.Length + _hashes.Length;

    /// <summary>Whether an address is in it, whatever its spelling.</summary>
    public bool Holds(string email) => Find(email) != ExclusionMatch.None;

    /// <summary>How an address is in it, whatever its spelling.</summary>
    public ExclusionMatch Find(string email)
    {
        // Rows are asked for while they are read, and once more by every request that is about to leave.
        lock (_digester)
            return FindAlone(email);
    }

    /// <inheritdoc/>
    public void Dispose() => _digester.Dispose();

    private ExclusionMatch FindAlone(string email)
    {
        if (_hashes.Length > 0 && AddressForm.Spellings(email).Any(spelling => Array.BinarySearch(_hashes, _digester.Text(spelling)) >= 0))
            return ExclusionMatch.Hash;
        return Array.BinarySearch(_addresses, _digester.Address(email)) >= 0 ? ExclusionMatch.Address : ExclusionMatch.None;
    }

    private static ulong[] Sorted(List<ulong> digests)
    {
        ulong[] sorted = digests.ToArray();
        Array.Sort(sorted);
        return sorted;
    }
}
