using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Repair;

/// <summary>Rows that the service has not taken together.</summary>
/// <param name="Batch">The batch they were in last.</param>
/// <param name="Rows">The rows' numbers.</param>
internal sealed record RepairPiece(int Batch, IReadOnlyList<long> Rows)
{
    public bool IsSingle => Rows.Count == 1;

    /// <summary>Whether a part of it may have been taken: the service stopped on the way.</summary>
    public bool WasInterrupted { get; init; }

    /// <summary>The two halves of it.</summary>
    public (RepairPiece First, RepairPiece Second) Halve()
    {
        int half = (Rows.Count + 1) / 2;
        List<long> first = [];
        List<long> second = [];
        for (int i = 0; i < Rows.Count; i++)
            (i < half ? first : second).Add(Rows[i]);
        return (new RepairPiece(Batch, first), new RepairPiece(Batch, second));
    }
}
