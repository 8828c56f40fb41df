using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>Rows of one batch that are not settled.</summary>
/// <param name="Batch">The batch's number.</param>
/// <param name="Route">How it was sent.</param>
/// <param name="Rows">The rows' numbers.</param>
internal sealed record OpenRows(int Batch, string Route, IReadOnlyCollection<long> Rows)
{
    /// <summary>Whether no other row of the batch is open: it may go when these have gone.</summary>
    public bool IsAll { get; init; } = true;

    /// <summary>Whether they are all that went out under the batch's name, and no answer ever came: the service may know the batch by it.</summary>
    public bool IsWhole { get; init; }
}
