using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Batching;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Which rows a settlement speaks of, as text: it stays when the batch itself has gone.</summary>
/// <param name="Rows">Row numbers as ranges.</param>
/// <param name="Digests">Their digests, in the same order.</param>
internal sealed record RowRefs(string Rows, string Digests)
{
    /// <summary>The rows of a batch.</summary>
    public static RowRefs Of(Batch batch) => new(RowRanges.Format(batch.Rows.Select(row => row.Number)), DigestText.Format(batch.Rows));

    /// <summary>The rows of a batch that was read back.</summary>
    public static RowRefs Of(JournaledBatch batch) => new(RowRanges.Format(batch.RowNumbers), DigestText.Format(batch.Digests));

    /// <summary>Numbers as ranges; null for none.</summary>
    internal static string? Ranges(IReadOnlyCollection<long> numbers) => numbers.Count == 0 ? null : RowRanges.Format(numbers);
}
