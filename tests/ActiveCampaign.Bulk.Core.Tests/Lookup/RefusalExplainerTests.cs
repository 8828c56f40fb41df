using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Service.Import;
using ActiveCampaign.Bulk.Service.Lookup;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Lookup;

[Collection(VirtualTimeCollection.Name)]
public sealed class RefusalExplainerTests : IDisposable
{
    private readonly Wire _wire = new();
    private readonly TempJournal _temp = new();
    private readonly AccountConnection _connection;
    private readonly StatusPoller _poller;
    private readonly RefusalExplainer _explainer;
    private readonly BatchWaiter _waiter;

    public RefusalExplainerTests()
    {
        _connection = _wire.Connect(PatienceSettings.Interactive with { CallTimeout = TimeSpan.FromMinutes(10) });
        _poller = new StatusPoller(new ActiveCampaignService(_connection));
        _explainer = new RefusalExplainer(new FailureExplainer(_connection));
        _waiter = new BatchWaiter(_poller, new BatchSettler(_poller.Service), _wire.Clock, _explainer);
        _wire.On("import/info", Wire.Answer(200, """{"status":"completed","success":[],"failure":["row2@example.com","row3@example.com"]}"""))
            .On("lists/exclusions", Wire.Answer(200, """{"exclusions":[{"id":"1","matchPhrase":"row2@example.com","matchType":"exact"}]}"""))
            .On("contacts", Wire.Answer(200, """{"contacts":[]}"""))
            .On("settings/account", Wire.Answer(200, """{"subscriber_limit":9,"subscriber_total":8}"""));
    }

    public void Dispose()
    {
        _waiter.Dispose();
        _explainer.Dispose();
        _poller.Dispose();
        _connection.Dispose();
        _wire.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public async Task Wait_RowsFailed_ComesOutWithTheirCausesAndNotesThem()
    {
        BatchReport settled = await WaitAsync();
        Assert.Equal([Texts.FailedBecause(FailureCause.Excluded), Texts.FailedBecause(FailureCause.NotStated)], settled.RefusedRows.Select(row => row.Problem.Text));
        Assert.All(settled.RefusedRows, row => Assert.Equal(RowReason.FailedAtService, row.Problem.Reason));
        _waiter.Dispose();
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(_temp.Folder, "refused.jsonl"));
        Assert.Equal(4, lines.Length);
        Assert.Contains("exclusion list", lines[2], StringComparison.Ordinal);
        Assert.Contains("not stated", lines[3], StringComparison.Ordinal);
        Assert.Equal((1, 2), (_temp.Read().Imported, _temp.Read().Refused));
    }

    [Fact]
    public async Task Wait_LookupFails_ComesOutWithTheGeneralText()
    {
        _wire.On("contacts", Wire.Answer(500));
        BatchReport settled = await WaitAsync();
        Assert.Equal([Texts.FailedBecause(FailureCause.Excluded), Texts.FailedAtService], settled.RefusedRows.Select(row => row.Problem.Text));
        Assert.Equal(BulkError.ServiceUnavailable, _explainer.Failure!.Error);
        Assert.Null(_waiter.Failure);
        int before = _wire.Requests.Count;
        Assert.Same(settled, await _explainer.ExplainAsync(settled, default));
        Assert.Equal(before, _wire.Requests.Count);
    }

    [Fact]
    public async Task Explain_ContactIsKnown_HeedsItsLists()
    {
        _wire.On("contacts", Wire.Answer(200, """{"contacts":[{"id":"7","email":"row3@example.com"}],"contactLists":[{"id":"1","contact":"7","list":"9","status":"2"}]}"""));
        RefusedRow unknown = TempJournal.Refused(3) with { Email = "row3@example.com" };
        RefusedRow known = unknown with { Contact = System.Text.Encoding.UTF8.GetBytes("""{"email":"row3@example.com","subscribe":[{"listid":3}]}""") };
        RefusedRow other = TempJournal.Refused(4, RowReason.EmailInvalid);
        BatchReport settled = Report().As(TempJournal.Completed(1, 3, refused: 3)) with { RefusedRows = [unknown, known, other] };
        BatchReport explained = await _wire.Clock.ToEndAsync(_explainer.ExplainAsync(settled, default));
        Assert.Equal(
            [Texts.FailedBecause(FailureCause.Unsubscribed), Texts.FailedBecause(FailureCause.NotStated), "Why."],
            explained.RefusedRows.Select(row => row.Problem.Text));
    }

    [Fact]
    public async Task Dispose_WhileExplaining_EndsIt()
    {
        TaskCompletionSource<bool> asked = new();
        _wire.On("contacts", async (request, token) =>
        {
            asked.SetResult(true);
            return await Wire.Silence(request, token);
        });
        await JournalAsync();
        _waiter.Add(Report());
        Task drain = Task.Run(async () =>
        {
            while (!asked.Task.IsCompleted)
            {
                _waiter.TryTake(out _);
                await Drive.HopAsync(1);
            }
        });
        await _wire.Clock.ToEndAsync(drain);
        Assert.Equal(1, _waiter.Open);
        _waiter.Dispose();
        await Drive.UntilAsync(() => _wire.Open == 0);
        Assert.False(JournalStore.IsOpen(_temp.Folder));
        Assert.Null(_explainer.Failure);
    }

    private async Task<BatchReport> WaitAsync()
    {
        await JournalAsync();
        _waiter.Add(Report());
        BatchReport? settled = null;
        await _wire.Clock.ToEndAsync(TakeAsync());
        return settled!;

        async Task TakeAsync()
        {
            while (!_waiter.TryTake(out settled))
                await Drive.HopAsync(1);
        }
    }

    private async Task JournalAsync()
    {
        using JournalWriter journal = _temp.Create();
        using Core.Batching.Batch batch = await _temp.SendAsync(journal, 1, 1, 2, 3);
        journal.Answered(batch, BatchOutcome.Pending, "id-1", TempJournal.Now);
    }

    private BatchReport Report() => new()
    {
        ActivityId = TempJournal.Header.Id,
        Number = 1,
        Host = Wire.Host,
        Folder = _temp.Folder,
        BatchId = "id-1",
        Outcome = BatchOutcome.Pending,
        Rows = 3,
        AnsweredAt = _wire.Clock.GetUtcNow(),
    };
}
