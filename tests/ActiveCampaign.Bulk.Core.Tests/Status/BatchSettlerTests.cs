using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Service.Import;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Status;

public sealed class BatchSettlerTests : IDisposable
{
    private readonly TempJournal _temp = new();
    private readonly Wire _wire = new();
    private readonly AccountConnection _connection;
    private readonly BatchSettler _settler;

    public BatchSettlerTests()
    {
        _connection = _wire.Connect();
        _settler = new BatchSettler(new ActiveCampaignService(_connection));
    }

    public void Dispose()
    {
        _settler.Dispose();
        _connection.Dispose();
        _wire.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public async Task Settle_Completed_FindsFailedRowsByTheirAddress()
    {
        await JournalAsync(1, 10, 11, 12, 13);
        BatchReport settled = _settler.Settle(Report(1, 4), Status(BatchState.Completed, ["1", "2"], "ROW11@Example.com ", "row13@example.com"));
        Assert.Equal((1, BatchOutcome.Completed, 4, 2, 2, 2, 0), TempJournal.Counts(settled));
        Assert.Equal(["ROW11@Example.com ", "row13@example.com"], settled.FailedEmails);
        Assert.Equal([11L, 13], settled.RefusedRows.Select(row => row.Number));
        Assert.Equal([12L, 14], settled.RefusedRows.Select(row => row.Line));
        Assert.Equal(["row11@example.com", "+11"], settled.RefusedRows[0].Cells);
        Assert.Equal(["email", "phone"], settled.RefusedRows[0].Shape.Columns);
        Assert.Equal(["ROW11@Example.com ", "row13@example.com"], settled.RefusedRows.Select(row => row.Email));
        Assert.All(settled.RefusedRows, row => Assert.Equal(RowReason.FailedAtService, row.Problem.Reason));
        Assert.DoesNotContain("@", settled.RefusedRows[0].Problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settle_FailedAddressThatWasNotSent_LeavesOneRowUnknown()
    {
        await JournalAsync(1, 1, 2, 3);
        BatchReport settled = _settler.Settle(Report(1, 3), Status(BatchState.Completed, [], "row2@example.com", "o&#39;row@example.com"));
        Assert.Equal((1, BatchOutcome.Completed, 3, 1, 0, 1, 1), TempJournal.Counts(settled));
    }

    [Fact]
    public async Task Settle_Completed_IsNotedInTheJournal()
    {
        await JournalAsync(1, 1, 2, 3);
        _settler.Settle(Report(1, 3), Status(BatchState.Completed, ["1"], "row2@example.com"));
        _settler.Dispose();
        _connection.Dispose();
        _wire.Dispose();
        ActivitySnapshot read = _temp.Read();
        Assert.Equal((3, 2, 1, 1, 0, 0), (read.RowsRead, read.Imported, read.Created, read.Refused, read.Pending, read.Unknown));
        Assert.Contains("\"digests\":\"", File.ReadAllText(_temp.Main), StringComparison.Ordinal);
        Assert.Empty(_temp.Segments());
        Assert.DoesNotContain("row1@example.com", _temp.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settle_Twice_ChangesNothing()
    {
        await JournalAsync(1, 1, 2, 3);
        BatchReport first = _settler.Settle(Report(1, 3), Status(BatchState.Completed, [], "row2@example.com"));
        BatchReport again = _settler.Settle(Report(1, 3), Status(BatchState.Failed, null));
        Assert.Equal(TempJournal.Counts(first), TempJournal.Counts(again));
        Assert.Empty(again.RefusedRows);
        using (BatchSettler other = new(new ActiveCampaignService(_connection)))
            Assert.Equal(TempJournal.Counts(again), TempJournal.Counts(other.Settle(Report(1, 3), Status(BatchState.Completed, [], "row1@example.com"))));
        _settler.Dispose();
        _connection.Dispose();
        _wire.Dispose();
        Assert.Single(File.ReadAllLines(Path.Combine(_temp.Folder, "refused.jsonl")));
        Assert.Equal((2, 1), (_temp.Read().Imported, _temp.Read().Refused));
    }

    [Theory]
    [InlineData(BatchState.Failed, BatchOutcome.Failed)]
    [InlineData(BatchState.Interrupted, BatchOutcome.Interrupted)]
    public async Task Settle_BrokenAtService_AssumesNothing(BatchState state, BatchOutcome outcome)
    {
        await JournalAsync(1, 1, 2, 3);
        BatchReport settled = _settler.Settle(Report(1, 3), Status(state, ["1", "2"], "row2@example.com"));
        Assert.Equal((1, outcome, 3, 0, 0, 0, 3), TempJournal.Counts(settled));
        Assert.Empty(settled.RefusedRows);
        _settler.Dispose();
        _connection.Dispose();
        _wire.Dispose();
        ActivitySnapshot read = _temp.Read();
        Assert.Equal((3, 3, 0), (read.RowsRead, read.Unknown, read.Refused));
        Assert.Single(_temp.Segments());
    }

    [Fact]
    public async Task Settle_SameAddressTwiceInBatch_RefusesBothRows()
    {
        await JournalAsync(1, 5, 6, 5);
        BatchReport settled = _settler.Settle(Report(1, 3), Status(BatchState.Completed, null, "row5@example.com"));
        Assert.Equal([5L, 5], settled.RefusedRows.Select(row => row.Number));
        Assert.Equal((1, 2), (settled.Imported, settled.Refused));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(9, 3)]
    public async Task Settle_Ids_CountAsCreatedUpToTheImported(int ids, int created)
    {
        await JournalAsync(1, 1, 2, 3);
        BatchStatus status = Status(BatchState.Completed, Enumerable.Range(1, ids).Select(id => id.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToArray());
        Assert.Equal(created, _settler.Settle(Report(1, 3), status).Created);
    }

    [Fact]
    public void Settle_WithoutJournal_CountsAddresses()
    {
        BatchReport settled = _settler.Settle(Report(1, 10), Status(BatchState.Completed, ["1"], "a@example.com", "b@example.com"));
        Assert.Equal((1, BatchOutcome.Completed, 10, 8, 1, 2, 0), TempJournal.Counts(settled));
        Assert.Empty(settled.RefusedRows);
        Assert.False(Directory.Exists(_temp.Folder));
    }

    [Fact]
    public async Task Recall_Batch_IsKnownOnceSettled()
    {
        await JournalAsync(1, 1, 2, 3);
        Assert.Null(_settler.Recall(Report(1, 3)));
        BatchReport settled = _settler.Settle(Report(1, 3), Status(BatchState.Completed, []));
        Assert.Equal(TempJournal.Counts(settled), TempJournal.Counts(_settler.Recall(Report(1, 3))!));
        Assert.Null(_settler.Recall(Report(2, 3)));
    }

    [Fact]
    public async Task Settle_WhileTheImportHasTheJournalOpen_SharesIt()
    {
        using JournalWriter journal = _temp.Create();
        using Batch batch = await _temp.SendAsync(journal, 1, 1, 2);
        journal.Answered(batch, BatchOutcome.Pending, "id-1", TempJournal.Now);
        Assert.Equal([2L], _settler.Settle(Report(1, 2), Status(BatchState.Completed, [], "row2@example.com")).RefusedRows.Select(row => row.Number));
        Assert.NotNull(journal.FindSettled(1));
    }

    private async Task JournalAsync(int number, params long[] rows)
    {
        using JournalWriter journal = _temp.Create();
        using Batch batch = await _temp.SendAsync(journal, number, rows);
        journal.Answered(batch, BatchOutcome.Pending, "id-" + number, TempJournal.Now);
    }

    private BatchReport Report(int number, int rows) => new()
    {
        ActivityId = TempJournal.Header.Id,
        Number = number,
        Host = Wire.Host,
        Folder = _temp.Folder,
        BatchId = "id-" + number,
        Outcome = BatchOutcome.Pending,
        Rows = rows,
    };

    private static BatchStatus Status(BatchState state, string[]? ids, params string[] failed) => new(state, ids, failed);
}
