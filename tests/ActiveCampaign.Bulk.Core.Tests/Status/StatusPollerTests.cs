using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Service.Import;
using ActiveCampaign.Bulk.Service.Wire;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Status;

[Collection(VirtualTimeCollection.Name)]
public sealed class StatusPollerTests : IDisposable
{
    private readonly Wire _wire = new();
    private readonly AccountConnection _connection;
    private readonly StatusPoller _poller;
    private readonly List<BatchWatch> _watches = [];

    public StatusPollerTests()
    {
        _connection = _wire.Connect();
        _poller = new StatusPoller(new ActiveCampaignService(_connection));
    }

    public void Dispose()
    {
        _poller.Dispose();
        _connection.Dispose();
        _wire.Dispose();
    }

    [Fact]
    public async Task Watch_One_LooksAtFiveSecondsAndThenByAge()
    {
        Script("a", "false", "\"waiting\"", "\"waiting\"", "\"completed\"");
        BatchWatch watch = Watch("a");
        BatchStatus status = await EndAsync(watch);
        Assert.Equal(BatchState.Completed, status.State);
        Assert.Equal(4, watch.Looks);
        Assert.Equal(BatchState.Completed, watch.State);
        AssertTimes([5, 6.25, 7.8125, 9.765625]);
        Assert.Equal(_wire.Clock.GetUtcNow(), watch.ChangedAt);
    }

    [Fact]
    public async Task Watch_Interval_LooksByIt()
    {
        _poller.Interval = TimeSpan.FromSeconds(2);
        Assert.Equal(TimeSpan.FromSeconds(2), _poller.Interval);
        Script("a", "\"active\"", "\"active\"", "\"failed\"");
        Assert.Equal(BatchState.Failed, (await EndAsync(Watch("a"))).State);
        AssertTimes([2, 4, 6]);
    }

    [Fact]
    public async Task Watch_AfterTheFirst_LooksWhenOneUsuallyEnds()
    {
        Script("a", "\"active\"", "\"completed\"");
        await EndAsync(Watch("a"));
        double began = _wire.Seconds;
        Script("b", "\"completed\"");
        await EndAsync(Watch("b", began));
        Assert.Equal(began + 6.25, _wire.Seconds, 2);
    }

    [Fact]
    public async Task Watch_Several_LooksAtTheOldestFirst()
    {
        Script("a", "\"active\"", "\"completed\"");
        Script("b", "\"completed\"");
        Script("c", "\"completed\"");
        BatchWatch c = Watch("c", 2);
        BatchWatch b = Watch("b", 1);
        BatchWatch a = Watch("a", 0);
        await EndAsync(a, b, c);
        Assert.Equal(["a", "a", "b", "c"], _wire.Requests.Select(sent => sent.Route[^1..]));
        AssertTimes([5, 6.25, 6.25, 7]);
    }

    [Fact]
    public async Task Watch_Many_SpendsAboutTwoLooksOnEach()
    {
        const int Count = 40;
        for (int i = 0; i < Count; i++)
        {
            double began = _wire.Seconds;
            _wire.On(RouteOf("m" + i), (request, token) => Wire.Answer(200, Body(_wire.Seconds - began >= 12 ? "\"completed\"" : "\"active\""))(request, token));
            Watch("m" + i, began);
            await _wire.Clock.ToEndAsync(Task.Delay(TimeSpan.FromSeconds(0.6), _wire.Clock), IsAtRest);
        }

        await EndAsync([.. _watches]);
        Assert.InRange(_wire.Requests.Count, Count, Count * 2.5);
        Assert.True(_wire.Seconds < (Count * 0.6) + 30);
    }

    [Fact]
    public async Task Watch_OldestNeverEnds_DoesNotHoldTheOthers()
    {
        Script("stuck", "\"waiting\"");
        Script("young", "\"active\"", "\"completed\"");
        Watch("stuck");
        BatchWatch young = Watch("young", 1);
        await EndAsync(young);
        Assert.InRange(_wire.Seconds, 5, 120);
        Assert.False(_watches[0].Ended.IsCompleted);
    }

    [Fact]
    public void Watch_SameBatch_IsTheSameWatch()
    {
        Script("a", "\"active\"");
        Assert.Same(Watch("a"), Watch("a", 3));
    }

    [Fact]
    public async Task Watch_UnknownToTheService_GoesOn()
    {
        _wire.On(RouteOf("a"), Wire.Answer(404, "{\"message\":\"No Result found\"}"), Wire.Answer(200, Body("\"interrupted\"")));
        Assert.Equal(BatchState.Interrupted, (await EndAsync(Watch("a"))).State);
        Assert.Equal(2, _wire.Requests.Count);
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(502, "<html></html>")]
    [InlineData(200, "<html></html>")]
    [InlineData(200, "[]")]
    public async Task Watch_LookFailsForLong_GoesOn(int status, string body)
    {
        _wire.On(RouteOf("a"), [.. Enumerable.Repeat(Wire.Answer(status, body), 7), Wire.Answer(200, Body("\"completed\""))]);
        BatchWatch watch = Watch("a");
        Assert.Equal(BatchState.Completed, (await _wire.Clock.ToEndAsync(watch.Ended)).State);
        Assert.Equal(2, watch.Looks);
        Assert.Equal(8, _wire.Requests.Count);
    }

    [Fact]
    public async Task Watch_FailedLook_ChangesNoState()
    {
        List<(BatchState State, double Seconds)> seen = [];
        _wire.On(
            RouteOf("a"),
            Noting(Wire.Answer(200, Body("\"active\""))),
            Noting(Wire.Answer(404)),
            Noting(Wire.Answer(200, Body("\"active\""))),
            Noting(Wire.Answer(200, Body("\"completed\""))));
        await EndAsync(Watch("a"));
        Assert.Equal([(BatchState.NotKnown, 0), (BatchState.Active, 5), (BatchState.Active, 5), (BatchState.Active, 5)], seen);

        Wire.Step Noting(Wire.Step step) => (request, token) =>
        {
            seen.Add((_watches[0].State, (_watches[0].ChangedAt - _watches[0].AcceptedAt).TotalSeconds));
            return step(request, token);
        };
    }

    [Theory]
    [InlineData(403, BulkError.TokenRefused)]
    [InlineData(402, BulkError.AccountInactive)]
    [InlineData(302, BulkError.NotTheApi)]
    public async Task Watch_NothingMoreCanBeAsked_FaultsAll(int status, BulkError error)
    {
        _wire.On("import/info", Wire.Answer(status)).On(Routes.Me, Wire.Answer(status));
        BatchWatch a = Watch("a");
        BatchWatch b = Watch("b", 100);
        Assert.Equal(error, (await Assert.ThrowsAsync<BulkException>(() => _wire.Clock.ToEndAsync(a.Ended))).Error);
        Assert.Equal(error, (await Assert.ThrowsAsync<BulkException>(() => _wire.Clock.ToEndAsync(b.Ended))).Error);
    }

    [Fact]
    public async Task Watch_AfterAFault_StartsAgain()
    {
        _wire.On("import/info", Wire.Answer(402), Wire.Answer(200, Body("\"completed\"")));
        await Assert.ThrowsAsync<BulkException>(() => _wire.Clock.ToEndAsync(Watch("a").Ended));
        Assert.Equal(BatchState.Completed, (await _wire.Clock.ToEndAsync(Watch("a").Ended)).State);
    }

    [Fact]
    public async Task Watch_AfterAllHaveEnded_StartsAgain()
    {
        Script("a", "\"completed\"");
        await EndAsync(Watch("a"));
        await Drive.HopAsync();
        Script("b", "\"completed\"");
        await EndAsync(Watch("b", _wire.Seconds));
        Assert.Equal(2, _wire.Requests.Count);
    }

    [Fact]
    public async Task Forget_Watch_IsLookedAtNoMore()
    {
        Script("a", "\"active\"");
        Script("b", "\"completed\"");
        BatchWatch a = Watch("a");
        _poller.Forget(a);
        await EndAsync(Watch("b"));
        _wire.Clock.Advance(TimeSpan.FromMinutes(10));
        await Drive.HopAsync();
        Assert.Equal([RouteOf("b")], _wire.Requests.Select(sent => sent.Route));
        Assert.False(a.Ended.IsCompleted);
    }

    [Fact]
    public async Task LookNow_Named_LooksAtThatOneBeforeItsTime()
    {
        Script("a", "\"completed\"");
        Script("b", "\"completed\"");
        BatchWatch b = Watch("b");
        BatchWatch a = Watch("a", 1);
        await AtAsync(2);
        _poller.LookNow("A");
        await EndSoonAsync(a);
        Assert.False(b.Ended.IsCompleted);
        await EndAsync(b);
        Assert.Equal([RouteOf("a"), RouteOf("b")], _wire.Requests.Select(sent => sent.Route));
        Assert.Equal(2, _wire.Requests[0].Seconds, 2);
    }

    [Fact]
    public async Task LookNow_NamesNone_LooksAtAll()
    {
        string[] ids = ["a", "b", "c", "d", "e", "f"];
        BatchWatch[] watches = Array.ConvertAll(ids, id => Watch(id));
        foreach (string id in ids)
            Script(id, "\"completed\"");
        await AtAsync(2);
        _poller.LookNow(null);
        await EndSoonAsync(watches);
        Assert.Equal(ids.Length, _wire.Requests.Count);
        Assert.All(_wire.Requests, sent => Assert.InRange(sent.Seconds, 2, 3.5));
    }

    [Fact]
    public async Task LookNow_Repeated_LooksOnceASecond()
    {
        Script("a", [.. Enumerable.Repeat("\"active\"", 30), "\"completed\""]);
        BatchWatch watch = Watch("a");
        for (double at = 2; at <= 4; at += 0.125)
        {
            await AtAsync(at);
            for (int i = 0; i < 20; i++)
                _poller.LookNow("a");
        }

        await AtAsync(6.5);
        double[] looks = [.. _wire.Requests.Select(sent => sent.Seconds)];
        Assert.InRange(looks[0], 2, 4.5);
        Assert.InRange(looks.Length, 2, 6);
        Assert.Equal(BatchState.Active, watch.State);
    }

    [Fact]
    public async Task LookNow_WhileALookIsUnderWay_LooksOnceMore()
    {
        TaskCompletionSource<bool> answer = new();
        Wire.Step slow = async (request, token) =>
        {
            await answer.Task;
            return await Wire.Answer(200, Body("\"active\""))(request, token);
        };
        _wire.On(RouteOf("a"), slow, Wire.Answer(200, Body("\"completed\"")));
        BatchWatch watch = Watch("a");
        await AtAsync(4);
        _wire.Clock.Advance(TimeSpan.FromSeconds(1));
        await Drive.UntilAsync(() => _wire.Open == 1);
        _poller.LookNow("a");
        answer.SetResult(true);
        await EndSoonAsync(watch);
        AssertTimes([5, 6]);
    }

    [Fact]
    public async Task LookNow_OlderOneIsStillOnItsWay_IsNotPutOff()
    {
        _poller.Interval = TimeSpan.FromSeconds(30);
        Script("old", "\"active\"", "\"completed\"");
        Script("young", "\"active\"", "\"completed\"");
        BatchWatch old = Watch("old");
        BatchWatch young = Watch("young", 1);
        await AtAsync(10);
        _poller.LookNow("young");
        await Drive.UntilAsync(() => young.Looks == 1);
        await AtAsync(10.5);
        _poller.LookNow("young");
        _poller.LookNow("old");
        await Drive.UntilAsync(() => old.Looks == 1);
        await EndSoonAsync(young);
        Assert.False(old.Ended.IsCompleted);
        AssertTimes([10, 10.5, 11]);
    }

    [Fact]
    public async Task LookNow_LateOrUnknown_ChangesNothing()
    {
        _poller.LookNow("a");
        _poller.LookNow(null);
        Script("a", "\"completed\"");
        Script("b", "\"completed\"");
        await EndAsync(Watch("a"));
        _poller.LookNow("a");
        BatchWatch b = Watch("b", _wire.Seconds);
        _poller.LookNow("a");
        _poller.LookNow("x");
        _poller.LookNow(string.Empty);
        double began = _wire.Seconds;
        await EndAsync(b);
        Assert.Equal(2, _wire.Requests.Count);
        Assert.Equal(began + 4.25, _wire.Requests[1].Seconds, 2);
    }

    [Fact]
    public async Task Dispose_Watched_FaultsThem()
    {
        Script("a", "\"active\"");
        BatchWatch a = Watch("a");
        await Drive.UntilAsync(() => _wire.Clock.PendingTimers > 0);
        _poller.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Drive.NowAsync(a.Ended));
    }

    [Fact]
    public async Task Dispose_Twice_IsHarmlessAndALaterWatchFaults()
    {
        _poller.Dispose();
        _poller.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Drive.NowAsync(Watch("a").Ended));
        Assert.Empty(_wire.Requests);
    }

    private BatchWatch Watch(string id, double acceptedAt = 0)
    {
        BatchWatch watch = _poller.Watch(id, _wire.Clock.GetUtcNow().AddSeconds(acceptedAt - _wire.Seconds));
        _watches.Add(watch);
        return watch;
    }

    /// <summary>Lets time pass up to that second.</summary>
    private async Task AtAsync(double seconds)
    {
        DateTimeOffset then = _wire.Clock.GetUtcNow().AddSeconds(seconds - _wire.Seconds);
        do
        {
            await Drive.HopAsync();
            await Drive.UntilAsync(IsAtRest);
        }
        while (_wire.Clock.AdvanceToNext(then));
        _wire.Clock.Advance(then - _wire.Clock.GetUtcNow());
        await Drive.HopAsync();
    }

    private async Task<BatchStatus> EndAsync(params BatchWatch[] watches)
    {
        // The poller has taken in every watch before time passes, and no time passes once the last has ended.
        await Drive.HopAsync();
        Task<BatchStatus[]> all = Task.WhenAll(watches.Select(watch => watch.Ended));
        BatchStatus[] ended = await _wire.Clock.ToEndAsync(all, () => IsAtRest() && !watches.All(watch => watch.Ended.IsCompleted));
        return ended[0];
    }

    /// <summary>Lets no more time pass in one step than a look that was asked for may be put off.</summary>
    private Task EndSoonAsync(params BatchWatch[] watches) =>
        _wire.Clock.ToEndAsync(Task.WhenAll(watches.Select(watch => watch.Ended)), IsAtRest, TimeSpan.FromSeconds(1.5));

    // Whatever was asked has been taken in.
    private bool IsAtRest() => _wire.Open == 0 && _watches.Distinct().Sum(watch => watch.Looks) == _wire.Requests.Count;

    private void Script(string id, params string[] states) => _wire.On(RouteOf(id), states.Select(state => Wire.Answer(200, Body(state))).ToArray());

    private static string RouteOf(string id) => "import/info?batchId=" + id;

    private static string Body(string state) => $$"""{"status":{{state}},"success":[],"failure":[]}""";

    private void AssertTimes(double[] seconds) =>
        Assert.Equal(seconds, _wire.Requests.Select(sent => sent.Seconds), (a, b) => Math.Abs(a - b) < 0.01);
}
