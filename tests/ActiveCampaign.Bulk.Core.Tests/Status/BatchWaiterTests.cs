using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Service.Import;
using ActiveCampaign.Bulk.Service.Wire;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Status;

[Collection(VirtualTimeCollection.Name)]
public sealed class BatchWaiterTests : IDisposable
{
    private readonly Wire _wire = new();
    private readonly TempJournal _temp = new();
    private readonly AccountConnection _connection;
    private readonly StatusPoller _poller;
    private readonly BatchWaiter _waiter;

    public BatchWaiterTests()
    {
        _connection = _wire.Connect();
        _poller = new StatusPoller(new ActiveCampaignService(_connection));
        _waiter = new BatchWaiter(_poller, new BatchSettler(_poller.Service), _wire.Clock);
    }

    public void Dispose()
    {
        _waiter.Dispose();
        _poller.Dispose();
        _connection.Dispose();
        _wire.Dispose();
        _temp.Dispose();
    }

    [Theory]
    [InlineData(BatchOutcome.Unknown)]
    [InlineData(BatchOutcome.Refused)]
    [InlineData(BatchOutcome.Completed)]
    public void Add_WithoutHandle_ComesOutAtOnceAsItIs(BatchOutcome outcome)
    {
        BatchReport batch = Report(1) with { BatchId = null, Outcome = outcome, Imported = 1, Created = 1, Refused = 1, Unknown = 1 };
        _waiter.Add(batch);
        Assert.Equal((1, 1), (_waiter.Added, _waiter.Open));
        Assert.True(_waiter.Wait(TimeSpan.Zero, default));
        Assert.True(_waiter.TryTake(out BatchReport? settled));
        Assert.Same(batch, settled);
        Assert.Equal((1, 0), (_waiter.Added, _waiter.Open));
        Assert.False(_waiter.TryTake(out _));
        Assert.Empty(_wire.Requests);
    }

    [Fact]
    public async Task Add_Pending_ComesOutSettled()
    {
        await JournalAsync();
        _wire.On("import/info", Status("active"), Status("completed", "row2@example.com"));
        _waiter.Add(Report(1));
        Assert.False(_waiter.TryTake(out _));
        BatchReport settled = Assert.Single(await DrainAsync());
        Assert.Equal((1, BatchOutcome.Completed, 3, 2, 0, 1, 0), TempJournal.Counts(settled));
        Assert.Equal([2L], settled.RefusedRows.Select(row => row.Number));
        Assert.Null(_waiter.Failure);
    }

    [Fact]
    public async Task Add_SettledBefore_IsNotAskedAgain()
    {
        await JournalAsync();
        using (JournalWriter journal = _temp.Reopen())
            journal.Settled(TempJournal.Completed(1, 3, refused: 1), null, TempJournal.Now);
        _waiter.Add(Report(1));
        Assert.Equal(2, Assert.Single(await DrainAsync()).Imported);
        Assert.Empty(_wire.Requests);
    }

    [Fact]
    public async Task Add_SameBatchTwice_ComesOutTwice()
    {
        await JournalAsync();
        _wire.On("import/info", Status("completed", "row2@example.com"));
        _waiter.Add(Report(1));
        _waiter.Add(Report(1));
        List<BatchReport> settled = await DrainAsync();
        Assert.Equal(2, settled.Count);
        Assert.All(settled, batch => Assert.Equal(2, batch.Imported));
        Assert.Single(_wire.Requests);
    }

    [Fact]
    public async Task Add_TokenRefused_ComesOutStillRunningWithTheFailure()
    {
        await JournalAsync();
        _wire.On("import/info", Wire.Answer(403)).On(Routes.Me, Wire.Answer(403));
        _waiter.Add(Report(1));
        BatchReport settled = Assert.Single(await DrainAsync());
        Assert.Equal(BatchOutcome.Pending, settled.Outcome);
        Assert.Equal(BulkError.TokenRefused, Assert.IsType<BulkException>(_waiter.Failure).Error);
        Assert.Equal(3, _temp.Read().Pending);
    }

    [Fact]
    public async Task GiveUp_Open_ComesOutStillRunning()
    {
        await JournalAsync();
        _wire.On("import/info", Status("active"));
        _waiter.Add(Report(1));
        _waiter.GiveUp();
        BatchReport settled = Assert.Single(await DrainAsync());
        Assert.Equal(BatchOutcome.Pending, settled.Outcome);
        _wire.Clock.Advance(TimeSpan.FromMinutes(5));
        await Drive.HopAsync();
        Assert.Empty(_wire.Requests);
        Assert.Equal(3, _temp.Read().Pending);
    }

    [Fact]
    public async Task HasStalled_ByTime_CountsFromTheLastChange()
    {
        await JournalAsync();
        TaskCompletionSource<bool> fifth = new();
        Wire.Step last = (request, token) =>
        {
            fifth.TrySetResult(true);
            return Status("active")(request, token);
        };
        _wire.On("import/info", Status("waiting"), Status("active"), Status("active"), Status("active"), last);
        Assert.False(_waiter.HasStalled(TimeSpan.Zero));
        _waiter.Add(Report(1));
        BatchWatch watch = _poller.Watch("id-1", default);
        await _wire.Clock.ToEndAsync(fifth.Task, () => watch.Looks == _wire.Requests.Count);
        await Drive.UntilAsync(() => watch.Looks == 5);
        Assert.Equal([5, 6.25], _wire.Requests.Take(2).Select(sent => sent.Seconds));
        Assert.True(_wire.Seconds > 11);
        Assert.True(_waiter.HasStalled(TimeSpan.FromSeconds(_wire.Seconds - 6.25 - 0.01)));
        Assert.False(_waiter.HasStalled(TimeSpan.FromSeconds(_wire.Seconds - 6.25 + 0.01)));
        _waiter.GiveUp();
        Assert.False(_waiter.HasStalled(TimeSpan.Zero));
    }

    [Fact]
    public async Task HasStalled_NotLookedAt_LooksOnceFirst()
    {
        await JournalAsync();
        _wire.On("import/info", Status("completed"));
        _waiter.Add(Report(1));
        _wire.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.False(_waiter.HasStalled(TimeSpan.FromSeconds(1)));
        Assert.Equal(3, Assert.Single(await DrainAsync()).Imported);
        Assert.InRange(_wire.Seconds, 2, 2.1);
    }

    [Fact]
    public async Task HasStalled_CannotBeLookedAt_EndsAllTheSame()
    {
        await JournalAsync();
        _wire.On("import/info", Wire.Silence);
        _waiter.Add(Report(1));
        _wire.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.False(_waiter.HasStalled(TimeSpan.FromSeconds(1)));
        _wire.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(_waiter.HasStalled(TimeSpan.FromSeconds(1)));
        _waiter.GiveUp();
        Assert.Equal(BatchOutcome.Pending, Assert.Single(await DrainAsync()).Outcome);
    }

    [Fact]
    public async Task HasStalled_BatchOfYesterday_CountsFromTheStartOfTheWatch()
    {
        await JournalAsync();
        _wire.On("import/info", Status("active"));
        _waiter.Add(Report(1) with { AnsweredAt = _wire.Clock.GetUtcNow().AddDays(-1) });
        Assert.False(_waiter.HasStalled(TimeSpan.FromMinutes(30)));
        _waiter.GiveUp();
    }

    [Fact]
    public async Task Dispose_Open_EndsItsWatches()
    {
        await JournalAsync();
        _wire.On("import/info", Status("active"));
        _waiter.Add(Report(1));
        _waiter.Dispose();
        _wire.Clock.Advance(TimeSpan.FromMinutes(5));
        await Drive.HopAsync();
        Assert.Empty(_wire.Requests);
        Assert.False(JournalStore.IsOpen(_temp.Folder));
    }

    [Fact]
    public void Wait_NothingSettles_IsFalseAndCanBeStopped()
    {
        Assert.False(_waiter.Wait(TimeSpan.Zero, default));
        Assert.ThrowsAny<OperationCanceledException>(() => _waiter.Wait(Timeout.InfiniteTimeSpan, new CancellationToken(true)));
    }

    private async Task JournalAsync()
    {
        using JournalWriter journal = _temp.Create();
        using Batch batch = await _temp.SendAsync(journal, 1, 1, 2, 3);
        journal.Answered(batch, BatchOutcome.Pending, "id-1", TempJournal.Now);
    }

    private async Task<List<BatchReport>> DrainAsync()
    {
        List<BatchReport> settled = [];
        await _wire.Clock.ToEndAsync(TakeAllAsync());
        return settled;

        async Task TakeAllAsync()
        {
            while (_waiter.Open > 0)
            {
                if (_waiter.TryTake(out BatchReport? batch))
                    settled.Add(batch!);
                else
                    await Drive.HopAsync(1);
            }
        }
    }

    private BatchReport Report(int number) => new()
    {
        ActivityId = TempJournal.Header.Id,
        Number = number,
        Host = Wire.Host,
        Folder = _temp.Folder,
        BatchId = "id-" + number,
        Outcome = BatchOutcome.Pending,
        Rows = 3,
        AnsweredAt = _wire.Clock.GetUtcNow(),
    };

    private static Wire.Step Status(string state, params string[] failed) =>
        Wire.Answer(200, $$"""{"status":"{{state}}","success":[],"failure":[{{string.Join(",", failed.Select(email => "\"" + email + "\""))}}]}""");
}
