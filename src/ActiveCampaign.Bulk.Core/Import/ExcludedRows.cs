using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Exclusion;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Rows of the journal whose address was excluded after they were planned: a run that goes on reads the files of
/// excluded addresses as they are then, and what they say holds for these rows too.
/// </summary>
internal static class ExcludedRows
{
    /// <summary>Which of these rows of a batch are excluded by now.</summary>
    public static IReadOnlyList<long> Of(ImportContext context, JournaledBatch sent, IEnumerable<long> rows)
    {
        if (context.Exclusions is not { Count: > 0 } exclusions)
            return [];
        HashSet<long> wanted = [.. rows];
        return Enumerable.Range(0, sent.RowNumbers.Count)
            .Where(index => wanted.Contains(sent.RowNumbers[index]) && exclusions.Holds(context.Service.Read(sent.ContactFor(index)).Email))
            .Select(index => sent.RowNumbers[index]).ToList();
    }

    /// <summary>A row of a batch as a refused one that is excluded by now.</summary>
    public static RefusedRow ToExcluded(ImportContext context, JournaledBatch sent, long row)
    {
        string email = context.Service.Read(sent.ContactFor(sent.RowNumbers.ToList().IndexOf(row))).Email;
        return Hide(ToRefused(sent, row), email, context.Exclusions!.Find(email));
    }

    /// <summary>A row of a batch as a refused one.</summary>
    public static RefusedRow ToRefused(JournaledBatch sent, long row) => sent.Refuse(sent.RowNumbers.ToList().IndexOf(row), new RowProblem(RowReason.Excluded, Texts.Excluded));

    /// <summary>An excluded row as a refused one.</summary>
    public static RefusedRow ToRefused(SourceRow row, string email, ExclusionMatch match) =>
        Hide(row.Refuse(new RowProblem(RowReason.Excluded, Texts.Excluded)), email, match);

    // Whoever is excluded by a hash is to be kept nowhere: neither a journal nor a reject file gets more than the hash.
    private static RefusedRow Hide(RefusedRow row, string email, ExclusionMatch match) => match != ExclusionMatch.Hash ? row : row with
    {
        Cells = row.Cells.Select(cell => CellText.ToText(cell) is string text && AddressForm.Trim(text) == email ? (object?)SuppressionFile.HashOf(email) : null).ToList(),
    };
}
