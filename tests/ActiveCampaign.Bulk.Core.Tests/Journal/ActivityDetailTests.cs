using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Journal;

public sealed class ActivityDetailTests : IDisposable
{
    private readonly TempJournal _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Rows_EveryState_WithBatchAndReason_AddUpToTheCounts()
    {
        using (JournalWriter journal = _temp.Create())
        {
            journal.Refused(TempJournal.Refused(4, RowReason.EmailInvalid));
            journal.Answered(await _temp.SendAsync(journal, 1, 1, 2, 3), BatchOutcome.Pending, "id-1", TempJournal.Now);
            journal.Refused(TempJournal.Refused(2), 1);
            journal.Refused(TempJournal.Refused(2, RowReason.RefusedByService), 1);
            journal.Settled(TempJournal.Completed(1, 3, refused: 1), null, TempJournal.Now);
            journal.Answered(await _temp.SendAsync(journal, 2, 5), BatchOutcome.Pending, "id-2", TempJournal.Now);
            journal.Answered(await _temp.SendAsync(journal, 3, 6), BatchOutcome.Unknown, null, TempJournal.Now);
            await _temp.SendAsync(journal, 4, 7, 8);
            journal.Settled(new BatchSettlement(4, BatchOutcome.Failed, 2, 0, 0, 0, 2), null, TempJournal.Now);
            journal.Answered(await _temp.SendAsync(journal, 5, 9), BatchOutcome.Refused, null, TempJournal.Now);
            journal.Note(new RowsSuperseded("10"));
            journal.Ended(new ActivityEnd(ActivityState.Stopped, 12, false), TempJournal.Now);
        }

        ActivityDetail detail = ActivityDetail.Read(_temp.Folder);
        List<ActivityRow> rows = detail.Rows(_ => true).ToList();

        Assert.Equal(Enumerable.Range(1, 12).Select(number => (long)number), rows.Select(row => row.Number));
        Assert.Equal(
            [
                (RowState.Imported, 1, "id-1", null), (RowState.Refused, 1, "id-1", "RefusedByService"), (RowState.Imported, 1, "id-1", null), (RowState.Refused, 0, null, "EmailInvalid"),
                (RowState.Pending, 2, "id-2", null), (RowState.Unknown, 3, null, "BatchUnknown"), (RowState.Unknown, 4, null, "BatchFailed"), (RowState.Unknown, 4, null, "BatchFailed"),
                (RowState.Refused, 5, null, "BatchRefused"), (RowState.Superseded, 0, null, null), (RowState.NotSent, 0, null, null), (RowState.NotSent, 0, null, null),
            ],
            rows.Select(row => (row.State, row.Batch, row.BatchId, row.Reason)));
        Assert.Equal("Why.", rows[3].Message);
        ActivitySnapshot activity = detail.Activity;
        Assert.Equal(
            [(RowState.NotSent, activity.NotSent), (RowState.Pending, activity.Pending), (RowState.Imported, activity.Imported), (RowState.Refused, activity.Refused), (RowState.Superseded, activity.Superseded), (RowState.Unknown, activity.Unknown)],
            rows.GroupBy(row => row.State).OrderBy(group => group.Key).Select(group => (group.Key, group.LongCount())));
        Assert.Equal([5L, 6, 7, 8], detail.Rows(state => state is RowState.Pending or RowState.Unknown).Select(row => row.Number));
    }

    [Fact]
    public async Task Rows_FailedAddressThatNoRowHas_EveryRowThatMayBeMeantIsUnknown()
    {
        using (JournalWriter journal = _temp.Create())
        {
            await _temp.SendAsync(journal, 1, 1, 2);
            journal.Settled(new BatchSettlement(1, BatchOutcome.Completed, 2, 1, 0, 0, 1), null, TempJournal.Now);
        }

        List<ActivityRow> rows = ActivityDetail.Read(_temp.Folder).Rows(state => state == RowState.Unknown).ToList();
        Assert.Equal([(1L, "FailedAtService"), (2L, "FailedAtService")], rows.Select(row => (row.Number, row.Reason)));
        Assert.Contains("1 of the 2 rows", rows[0].Message, StringComparison.Ordinal);
    }

    /// <summary>The other kinds note ranges of rows as settled, without a batch's own line.</summary>
    [Theory]
    [InlineData(ActivityKinds.Import)]
    [InlineData(ActivityKinds.List)]
    [InlineData(ActivityKinds.Tag)]
    [InlineData(ActivityKinds.Delete)]
    public void EveryKind_SettledRanges_AreCountedAndListed(string kind)
    {
        using (JournalWriter journal = _temp.Store.Create(TempJournal.Header with { Kind = kind }))
        {
            journal.Note(new ReadMark(300, null));
            journal.Note(new InputCompleted(TempJournal.Now));
            journal.Settled(TempJournal.Completed(1, 100), new RowRefs("1-100", string.Empty), TempJournal.Now.AddSeconds(10));
            journal.Refused(TempJournal.Refused(150), 2);
            journal.Settled(TempJournal.Completed(2, 100, refused: 1) with { NotSentRows = "191-200" }, new RowRefs("101-200", string.Empty), TempJournal.Now.AddSeconds(20));
            journal.Drain();
            ActivitySnapshot running = _temp.Read();
            Assert.Equal((kind, ActivityState.Running, 300L), (running.Header.Kind, running.State, running.RowsExpected));
            Assert.NotNull(ActivityPace.Of(running, TempJournal.Now.AddSeconds(20)).TimeLeft);
            journal.Ended(new ActivityEnd(ActivityState.Stopped, 300, true), TempJournal.Now.AddSeconds(40));
        }

        ActivityDetail detail = ActivityDetail.Read(_temp.Folder);
        Assert.Equal((300L, 189L, 1L, 110L), (detail.Activity.RowsRead, detail.Activity.Imported, detail.Activity.Refused, detail.Activity.NotSent));
        Assert.Equal([(150L, 2)], detail.Rows(state => state == RowState.Refused).Select(row => (row.Number, row.Batch)));
        Assert.Equal(110, detail.Rows(state => state == RowState.NotSent).Count());
        ActivityPace pace = ActivityPace.Of(detail.Activity, TempJournal.Now.AddDays(1));
        Assert.Equal((4.75, null), (pace.Rate, pace.TimeLeft));
    }
}
