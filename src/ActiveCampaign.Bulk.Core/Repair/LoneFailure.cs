using System.Linq;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Repair;

/// <summary>Settles a batch of one row that failed once more: the row is refused.</summary>
internal static class LoneFailure
{
    public static SettledBatch Settle(ImportContext context, JournaledBatch sent, BatchReport report)
    {
        RefusedRow[] rows = Enumerable.Range(0, sent.RowNumbers.Count).Select(index => ToRefused(sent, index)).ToArray();
        foreach (RefusedRow row in rows)
            context.Journal!.Refused(row, sent.Number);
        BatchSettlement settlement = new(sent.Number, BatchOutcome.Completed, rows.Length, 0, 0, rows.Length, 0);
        context.Journal!.Settled(settlement, RowRefs.Of(sent), context.Now);
        return new SettledBatch(report with { Outcome = BatchOutcome.Completed, Refused = rows.Length }, settlement, rows, []);
    }

    private static RefusedRow ToRefused(JournaledBatch sent, int index) => new(
        sent.RowNumbers[index], sent.Lines[index], new RowShape(sent.Columns), sent.Cells[index].Cast<object?>().ToList(), new RowProblem(RowReason.FailsAlone, Texts.FailsAlone));
}
