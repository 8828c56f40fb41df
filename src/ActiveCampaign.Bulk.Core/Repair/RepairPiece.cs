using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Repair;

/// <summary>Rows that the service has not taken together.</summary>
/// <param name="Batch">The batch they were in last.</param>
/// <param name="Rows">The rows' numbers.</param>
/// <param name="Addresses">The digest of each row's address, since rows of one address go together as one contact; none while the batch was not read.</param>
internal sealed record RepairPiece(int Batch, IReadOnlyList<long> Rows, IReadOnlyList<ulong> Addresses)
{
    /// <summary>Whether all rows are one contact.</summary>
    public bool IsSingle { get; } = Addresses.Distinct().Take(2).Count() == 1;

    /// <summary>Whether a part of it may have been taken: the service stopped on the way.</summary>
    public bool WasInterrupted { get; init; }

    /// <summary>The two halves of it, by address; the second is empty for a single contact.</summary>
    public (RepairPiece First, RepairPiece Second) Halve()
    {
        List<ulong> addresses = Addresses.Distinct().ToList();
        HashSet<ulong> first = [.. addresses.Take((addresses.Count + 1) / 2)];
        return (Pick(first.Contains), Pick(address => !first.Contains(address)));
    }

    /// <summary>Some rows of it.</summary>
    public RepairPiece Only(IEnumerable<long> rows)
    {
        HashSet<long> wanted = [.. rows];
        int[] places = Enumerable.Range(0, Rows.Count).Where(i => wanted.Contains(Rows[i])).ToArray();
        return new RepairPiece(Batch, places.Select(i => Rows[i]).ToList(), places.Select(i => Addresses[i]).ToList());
    }

    private RepairPiece Pick(System.Func<ulong, bool> which) => Only(Rows.Where((_, i) => which(Addresses[i])));
}
