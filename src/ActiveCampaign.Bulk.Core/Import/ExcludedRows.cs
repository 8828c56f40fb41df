using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Service;
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
            .Where(index => wanted.Contains(sent.RowNumbers[index]) && exclusions.Holds(ContactReader.Read(sent.ContactFor(index)).Email))
            .Select(index => sent.RowNumbers[index]).ToList();
    }

    /// <summary>A row of a batch as a refused one.</summary>
    public static RefusedRow ToRefused(JournaledBatch sent, long row)
    {
        int index = sent.RowNumbers.ToList().IndexOf(row);
        return new RefusedRow(row, sent.Lines[index], new RowShape(sent.Columns), sent.Cells[index].Cast<object?>().ToList(), new RowProblem(RowReason.Excluded, Texts.Excluded));
    }
}
