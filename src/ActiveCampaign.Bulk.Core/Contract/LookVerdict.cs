using System;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Contract;

/// <summary>What a last look has found about a contact that does not go out as it is.</summary>
/// <param name="Problem">Why it is not sent; null where it needs nothing any more, or goes out otherwise.</param>
internal sealed record LookVerdict(RowProblem? Problem)
{
    /// <summary>What goes out in its place; empty where nothing does.</summary>
    public ReadOnlyMemory<byte> Contact { get; init; }
}
