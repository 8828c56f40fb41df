using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Http;

[Collection(VirtualTimeCollection.Name)]
public sealed class AccountConnectionTests : IDisposable
{
    private static readonly PatienceSettings s_interactive = PatienceSettings.Interactive with { CallTimeout = TimeSpan.FromMinutes(10) };

    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    internal static Dictionary<string, Wire.Step> Faults { get; } = new()
    {
        ["500"] = Wire.Answer(500, "{\"message\":\"Oops\"}"),
        ["502 HTML"] = Wire.Answer(502, "<html>Bad gateway</html>"),
        ["503"] = Wire.Answer(503),
        ["HTML"] = Wire.Answer(200, "<html><div>Outage</div></html>"),
        ["empty"] = Wire.Answer(200),
        ["cut JSON"] = Wire.Answer(200, "{\"ok\":tr"),
        ["cut"] = Wire.Cut,
        ["reset"] = Wire.Reset,
        ["refused"] = Wire.Refused,
        ["not an object"] = Wire.Answer(200, "[]"),
    };

    public static TheoryData<string> FaultNames => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(FaultNames))]
    public async Task Read_FailsTwice_IsRepeatedUntilItSucceeds(string fault)
    {
        _wire.On("fields", Faults[fault], Faults[fault], Wire.Good);
        using AccountConnection connection = _wire.Connect();
        Assert.True(await _wire.Clock.ToEndAsync(ReadAsync(connection)));
        Assert.Equal(3, _wire.Count("fields"));
        Assert.True(_wire.Seconds > 0.1);
    }

    [Theory]
    [InlineData("500", BulkError.ServiceUnavailable)]
    [InlineData("502 HTML", BulkError.ServiceUnavailable)]
    [InlineData("HTML", BulkError.AnswerUnreadable)]
    [InlineData("empty", BulkError.AnswerUnreadable)]
    [InlineData("cut JSON", BulkError.AnswerUnreadable)]
    [InlineData("not an object", BulkError.AnswerUnreadable)]
    [InlineData("cut", BulkError.ServiceUnavailable)]
    [InlineData("reset", BulkError.ServiceUnavailable)]
    [InlineData("refused", BulkError.HostUnreachable)]
    public async Task Read_FailsForEver_EndsAfterSevenTries(string fault, BulkError error)
    {
        _wire.On("fields", Faults[fault]);
        using AccountConnection connection = _wire.Connect();
        BulkException e = await FailsAsync(ReadAsync(connection));
        Assert.Equal(error, e.Error);
        Assert.Equal(7, _wire.Count("fields"));
        Assert.InRange(_wire.Seconds, 15, 180);
    }

    [Theory]
    [InlineData("86400")]
    [InlineData("31536000")]
    [InlineData("2147483647")]
    public async Task Read_RetryAfterOfADayOrAYear_IsTriedAgainAfterMinutes(string seconds)
    {
        _wire.On("fields", Wire.Answer(429, string.Empty, ("Retry-After", seconds)), Wire.Good);
        using AccountConnection connection = _wire.Connect();
        Task<bool> first = ReadAsync(connection);
        Assert.True(await _wire.Clock.ToEndAsync(first));
        Assert.Equal([0d, 300], _wire.Requests.Select(sent => sent.Seconds));
        Assert.True(await _wire.Clock.ToEndAsync(ReadAsync(connection)));
        Assert.InRange(_wire.Seconds, 300, 302);
        Assert.Null(connection.Lanes.Paused);
    }

    [Fact]
    public async Task Read_NoAnswer_IsGivenUpAndRepeated()
    {
        _wire.On("fields", Wire.Silence, Wire.Good);
        using AccountConnection connection = _wire.Connect(PatienceSettings.Default with { FirstDelay = TimeSpan.Zero });
        Task<bool> reading = ReadAsync(connection);
        await Drive.UntilAsync(() => _wire.Open == 1 && _wire.Requests.Count == 1);
        _wire.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.True(await Drive.NowAsync(reading));
        Assert.Equal([0d, 60], _wire.Requests.Select(sent => sent.Seconds));
    }

    [Fact]
    public async Task Read_NoAnswerEver_IsServiceUnavailable()
    {
        _wire.On("fields", Wire.Silence);
        using AccountConnection connection = _wire.Connect(new PatienceSettings { Retries = 1, FirstDelay = TimeSpan.Zero, CallTimeout = TimeSpan.FromSeconds(30) });
        BulkException e = await Assert.ThrowsAsync<BulkException>(() => _wire.Clock.ToEndAsync(ReadAsync(connection), () => _wire.Open == 1));
        Assert.Equal(BulkError.ServiceUnavailable, e.Error);
        Assert.Equal(2, _wire.Count("fields"));
    }

    [Fact]
    public async Task Read_Request_CarriesTheTokenInItsHeaderOnly()
    {
        _wire.On("fields", Wire.Good);
        using AccountConnection connection = _wire.Connect();
        await _wire.Clock.ToEndAsync(connection.ReadAsync("fields?limit=100&offset=0", root => root.ValueKind, default));
        Assert.Equal(new Sent("GET", "fields?limit=100&offset=0", "", Wire.Token, null, 0), Assert.Single(_wire.Requests));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(422)]
    public async Task Read_Refused_SaysWhyAtOnce(int status)
    {
        _wire.On("fields", Wire.Answer(status, """{"errors":[{"title":"Not so.","detail":"No such filter."}]}"""));
        using AccountConnection connection = _wire.Connect();
        BulkException e = await FailsAsync(connection.ReadAsync("fields?secret=1", root => true, default));
        Assert.Equal(BulkError.RequestRefused, e.Error);
        Assert.Contains("No such filter", e.Message, StringComparison.Ordinal);
        Assert.Contains($"status {status}", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", e.Message, StringComparison.Ordinal);
        Assert.Single(_wire.Requests);
    }

    [Fact]
    public async Task Read_Stopped_EndsAtOnce()
    {
        _wire.On("fields", Wire.Silence);
        using AccountConnection connection = _wire.Connect();
        using CancellationTokenSource stop = new();
        Task<bool> reading = connection.ReadAsync("fields", _ => true, stop.Token);
        await Drive.UntilAsync(() => _wire.Open == 1);
        await stop.CancelAsync();
        await Drive.UntilAsync(() => reading.IsCompleted);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Single(_wire.Requests);
    }

    [Fact]
    public async Task Read_StoppedBetweenTries_EndsAtOnce()
    {
        _wire.On("fields", Wire.Answer(500));
        using AccountConnection connection = _wire.Connect();
        using CancellationTokenSource stop = new();
        Task<bool> reading = connection.ReadAsync("fields", _ => true, stop.Token);
        await Drive.UntilAsync(() => _wire.Requests.Count == 1 && _wire.Open == 0);
        await stop.CancelAsync();
        await Drive.UntilAsync(() => reading.IsCompleted);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(301)]
    [InlineData(302)]
    public async Task Check_NotTheApi_IsSaid(int status)
    {
        _wire.On(Routes.Me, Wire.Answer(status, "<html>Sign in</html>", ("Location", "https://elsewhere.example.com/")));
        using AccountConnection connection = _wire.Connect();
        Assert.Equal(BulkError.NotTheApi, (await FailsAsync(connection.CheckAsync(default))).Error);
        Assert.Single(_wire.Requests);
    }

    [Fact]
    public async Task Check_HtmlForEver_IsNotTheApi()
    {
        _wire.On(Routes.Me, Wire.Answer(200, "<html>Sign in</html>"));
        using AccountConnection connection = _wire.Connect(s_interactive);
        Assert.Equal(BulkError.NotTheApi, (await FailsAsync(connection.CheckAsync(default))).Error);
    }

    [Fact]
    public async Task Check_GoodToken_IsOneCall()
    {
        _wire.On(Routes.Me, Wire.Good);
        using AccountConnection connection = _wire.Connect();
        await _wire.Clock.ToEndAsync(connection.CheckAsync(default));
        Assert.Equal("users/me", Assert.Single(_wire.Requests).Route);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Read_TokenRefused_EndsAfterFourProbesInAMinute(int status)
    {
        _wire.On("fields", Wire.Answer(status, "{\"message\":\"Forbidden\"}")).On(Routes.Me, Wire.Answer(status));
        using AccountConnection connection = _wire.Connect();
        BulkException e = await FailsAsync(ReadAsync(connection));
        Assert.Equal(BulkError.TokenRefused, e.Error);
        Assert.Equal(1, _wire.Count("fields"));
        Assert.Equal([0d, 5, 25, 60], _wire.Requests.Where(sent => sent.Route == Routes.Me).Select(sent => sent.Seconds));
    }

    [Fact]
    public async Task Read_Stray403_IsRepeatedOnceTheTokenIsFoundGood()
    {
        _wire.On("fields", Wire.Answer(403), Wire.Good).On(Routes.Me, Wire.Answer(403), Wire.Good);
        using AccountConnection connection = _wire.Connect();
        Assert.True(await _wire.Clock.ToEndAsync(ReadAsync(connection)));
        Assert.Equal(["fields", Routes.Me, Routes.Me, "fields"], _wire.Requests.Select(sent => sent.Route));
        Assert.Equal(5, _wire.Seconds, 6);
    }

    [Fact]
    public async Task Read_403AgainAndAgainWithAGoodToken_IsAccessDenied()
    {
        _wire.On("settings/account", Wire.Answer(403)).On(Routes.Me, Wire.Good);
        using AccountConnection connection = _wire.Connect();
        BulkException e = await FailsAsync(connection.ReadAsync("settings/account?x=1", root => true, default));
        Assert.Equal(BulkError.AccessDenied, e.Error);
        Assert.Contains("'settings/account'", e.Message, StringComparison.Ordinal);
        Assert.Equal(4, _wire.Count("settings/account"));
        Assert.Equal(3, _wire.Count(Routes.Me));
    }

    [Theory]
    [InlineData("404", BulkError.NotTheApi)]
    [InlineData("503", BulkError.ServiceUnavailable)]
    [InlineData("refused", BulkError.HostUnreachable)]
    public async Task Read_ProbeFailsOtherwise_SaysThat(string fault, BulkError error)
    {
        _wire.On("fields", Wire.Answer(403)).On(Routes.Me, fault == "404" ? Wire.Answer(404) : Faults[fault]);
        using AccountConnection connection = _wire.Connect(s_interactive);
        Assert.Equal(error, (await FailsAsync(ReadAsync(connection))).Error);
    }

    [Fact]
    public async Task Any_402_IsAccountInactiveAtOnce()
    {
        _wire.On("fields", Wire.Answer(402)).On(Routes.BulkImport, Wire.Answer(402));
        using AccountConnection connection = _wire.Connect();
        Assert.Equal(BulkError.AccountInactive, (await FailsAsync(ReadAsync(connection))).Error);
        Assert.Equal(BulkError.AccountInactive, (await FailsAsync(WriteAsync(connection))).Error);
        Assert.Equal(2, _wire.Requests.Count);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("1", 1)]
    [InlineData(null, 5)]
    public async Task Read_429_PausesTheLaneForEverybody(string? after, double pause)
    {
        _wire.On("fields", Wire.Answer(429, "", after is null ? [] : [("Retry-After", after)]), Wire.Good).On("lists", Wire.Good);
        using AccountConnection connection = _wire.Connect();
        Task<bool> fields = ReadAsync(connection);
        await Drive.UntilAsync(() => connection.Lanes.General.Refusals == 1);
        Task<bool> lists = connection.ReadAsync("lists", _ => true, default);
        await _wire.Clock.ToEndAsync(Task.WhenAll(fields, lists));
        Assert.Equal(2, _wire.Count("fields"));
        Assert.All(_wire.Requests.Skip(1), sent => Assert.Equal(pause, sent.Seconds, 6));
        Assert.Equal(0, connection.Lanes.Bulk.Refusals);
    }

    [Fact]
    public async Task Read_429WithDate_WaitsByTheServersClock()
    {
        _wire.On(
            "fields",
            Wire.Answer(429, "", ("Date", "Tue, 01 Jan 2030 00:00:00 GMT"), ("Retry-After", "Tue, 01 Jan 2030 00:00:17 GMT")),
            Wire.Good);
        using AccountConnection connection = _wire.Connect();
        await _wire.Clock.ToEndAsync(ReadAsync(connection));
        Assert.Equal(17, _wire.Requests[1].Seconds, 6);
    }

    [Fact]
    public async Task Read_429ManyTimes_IsNoFailure()
    {
        _wire.On("fields", [.. Enumerable.Repeat(Wire.Answer(429, "", ("Retry-After", "2")), 20), Wire.Good]);
        using AccountConnection connection = _wire.Connect();
        Assert.True(await _wire.Clock.ToEndAsync(ReadAsync(connection)));
        Assert.Equal(20, connection.Lanes.Refusals);
        Assert.Equal(40, _wire.Seconds, 6);
    }

    [Fact]
    public async Task Read_429Always_EndsInsteadOfWaitingForEver()
    {
        _wire.On("fields", [.. Enumerable.Repeat(Wire.Answer(429, "", ("Retry-After", "2")), 31)]);
        using AccountConnection connection = _wire.Connect();
        BulkException e = await Assert.ThrowsAsync<BulkException>(() => _wire.Clock.ToEndAsync(ReadAsync(connection)));
        Assert.Equal(BulkError.ServiceUnavailable, e.Error);
        Assert.Equal(30, connection.Lanes.Refusals);
    }

    [Fact]
    public async Task Read_RemainingHeader_CorrectsTheLane()
    {
        _wire.On("fields", Wire.Answer(200, "{}", ("RateLimit-Limit", "5"), ("RateLimit-Remaining", "0")), Wire.Good);
        using AccountConnection connection = _wire.Connect();
        await _wire.Clock.ToEndAsync(ReadAsync(connection, root => true));
        Assert.Equal(0, _wire.Seconds, 6);
        await _wire.Clock.ToEndAsync(ReadAsync(connection));
        Assert.Equal(1, _wire.Requests[1].Seconds, 6);
    }

    [Fact]
    public async Task Write_Accepted_IsOneRequestWithItsBody()
    {
        _wire.On(Routes.BulkImport, Wire.Answer(200, "{\"success\":1}"));
        using AccountConnection connection = _wire.Connect();
        int journaled = 0;
        Exchange exchange = await _wire.Clock.ToEndAsync(WriteAsync(connection, () => journaled++));
        Assert.Equal(ExchangeKind.Answered, exchange.Kind);
        Assert.Equal("{\"success\":1}", Encoding.UTF8.GetString(exchange.Answer!.Body.ToArray()));
        Assert.Equal(new Sent("POST", Routes.BulkImport, "{\"a\":1}", Wire.Token, "application/json", 0), Assert.Single(_wire.Requests));
        Assert.Equal(1, journaled);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("cut")]
    public async Task Write_AnswerLost_IsNeverRepeated(string fault)
    {
        _wire.On(Routes.BulkImport, Faults[fault], Wire.Good);
        using AccountConnection connection = _wire.Connect();
        Exchange exchange = await _wire.Clock.ToEndAsync(WriteAsync(connection));
        Assert.Equal(ExchangeKind.Lost, exchange.Kind);
        Assert.NotNull(exchange.Failure);
        Assert.Equal(0, exchange.Status);
        Assert.Single(_wire.Requests);
    }

    [Fact]
    public async Task Write_NoAnswerInTime_IsLostAndNeverRepeated()
    {
        _wire.On(Routes.BulkImport, Wire.Silence);
        using AccountConnection connection = _wire.Connect(PatienceSettings.Default);
        Exchange exchange = await _wire.Clock.ToEndAsync(WriteAsync(connection), () => _wire.Open == 1);
        Assert.Equal(ExchangeKind.Lost, exchange.Kind);
        Assert.Single(_wire.Requests);
        Assert.Equal(60, _wire.Seconds, 6);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("502 HTML")]
    [InlineData("503")]
    [InlineData("HTML")]
    [InlineData("empty")]
    public async Task Write_BadAnswer_IsHandedBackAsItIs(string fault)
    {
        _wire.On(Routes.BulkImport, Faults[fault], Wire.Good);
        using AccountConnection connection = _wire.Connect();
        Assert.Equal(ExchangeKind.Answered, (await _wire.Clock.ToEndAsync(WriteAsync(connection))).Kind);
        Assert.Single(_wire.Requests);
    }

    public static TheoryData<string, Func<Exception>> NeverSent => new()
    {
        { "refused", () => new HttpRequestException("x", new SocketException((int)SocketError.ConnectionRefused)) },
        { "no host", () => new HttpRequestException("x", new SocketException((int)SocketError.HostNotFound)) },
        { "no network", () => new HttpRequestException("x", new SocketException((int)SocketError.NetworkUnreachable)) },
        { "bad certificate", () => new HttpRequestException("x", new AuthenticationException("x")) },
    };

    [Theory]
    [MemberData(nameof(NeverSent))]
    public async Task Write_NeverSent_IsRepeated(string what, Func<Exception> failure)
    {
        Assert.NotEmpty(what);
        _wire.On(Routes.BulkImport, Wire.Throw(failure), Wire.Throw(failure), Wire.Good);
        using AccountConnection connection = _wire.Connect();
        Assert.Equal(200, (await _wire.Clock.ToEndAsync(WriteAsync(connection))).Status);
        Assert.Equal(3, _wire.Requests.Count);
    }

    public static TheoryData<string, Func<Exception>> PerhapsSent => new()
    {
        { "reset", () => new HttpRequestException("x", new SocketException((int)SocketError.ConnectionReset)) },
        { "aborted", () => new HttpRequestException("x", new IOException("x", new SocketException((int)SocketError.ConnectionAborted))) },
        { "timed out", () => new HttpRequestException("x", new SocketException((int)SocketError.TimedOut)) },
        { "ended", () => new HttpRequestException("x", new IOException("The response ended prematurely.")) },
        { "bare", () => new IOException("x") },
        { "cancelled by itself", () => new TaskCanceledException("x") },
    };

    [Theory]
    [MemberData(nameof(PerhapsSent))]
    public async Task Write_PerhapsSent_IsLost(string what, Func<Exception> failure)
    {
        Assert.NotEmpty(what);
        _wire.On(Routes.BulkImport, Wire.Throw(failure), Wire.Good);
        using AccountConnection connection = _wire.Connect();
        Assert.Equal(ExchangeKind.Lost, (await _wire.Clock.ToEndAsync(WriteAsync(connection))).Kind);
        Assert.Single(_wire.Requests);
    }

    [Fact]
    public async Task Write_NeverReached_IsHostUnreachable()
    {
        _wire.On(Routes.BulkImport, Wire.Refused);
        using AccountConnection connection = _wire.Connect();
        BulkException e = await FailsAsync(WriteAsync(connection));
        Assert.Equal(BulkError.HostUnreachable, e.Error);
        Assert.Equal(Wire.Host, e.Target);
        Assert.Equal(7, _wire.Requests.Count);
    }

    [Fact]
    public async Task Write_NeverReached_HoldsNoSlotOfTheImporter()
    {
        using LaneSet lanes = new(_wire.Clock, new LaneRule(1, TimeSpan.FromMinutes(1), false), null, null);
        _wire.On(Routes.BulkImport, Wire.Refused, Wire.Refused, Wire.Good);
        using AccountConnection connection = _wire.Connect(lanes: lanes);
        await _wire.Clock.ToEndAsync(WriteAsync(connection));
        Assert.True(_wire.Seconds < 30);
    }

    [Fact]
    public async Task Write_LaneSlot_IsGivenBackByTheAnswer()
    {
        using LaneSet lanes = new(_wire.Clock, new LaneRule(1, TimeSpan.FromMinutes(1), false), null, null);
        _wire.On(Routes.BulkImport, Wire.Good, Wire.Reset, Wire.Good);
        using AccountConnection connection = _wire.Connect(lanes: lanes);
        for (int i = 0; i < 3; i++)
            await _wire.Clock.ToEndAsync(WriteAsync(connection));
        Assert.Equal([0d, 60, 120], _wire.Requests.Select(sent => sent.Seconds));
    }

    [Fact]
    public async Task Write_LanePerKind_IsKept()
    {
        LaneRule rule = new(1, TimeSpan.FromMinutes(1), false);
        using LaneSet lanes = new(_wire.Clock, rule, rule, rule);
        _wire.On(Routes.BulkImport, Wire.Good).On("fields", Wire.Good);
        using AccountConnection connection = _wire.Connect(lanes: lanes);
        await _wire.Clock.ToEndAsync(WriteAsync(connection, lane: CallLane.Bulk));
        await _wire.Clock.ToEndAsync(WriteAsync(connection, lane: CallLane.Single));
        await _wire.Clock.ToEndAsync(ReadAsync(connection));
        Assert.Equal(0, _wire.Seconds, 6);
        await _wire.Clock.ToEndAsync(WriteAsync(connection, lane: CallLane.Single));
        Assert.Equal(60, _wire.Seconds, 6);
    }

    [Theory]
    [InlineData(null, 60)]
    [InlineData("7", 7)]
    public async Task Write_ImportersRateRefusal_PausesAndRepeats(string? after, double pause)
    {
        const string Body = """{"success":0,"message":"Rate limit exceeded.","failureReasons":["Up to 100 imports may be requested per minute."]}""";
        _wire.On(Routes.BulkImport, Wire.Answer(400, Body, after is null ? [] : [("Retry-After", after)]), Wire.Good);
        using AccountConnection connection = _wire.Connect();
        Exchange exchange = await _wire.Clock.ToEndAsync(WriteAsync(connection));
        Assert.Equal(200, exchange.Status);
        Assert.Equal([0, pause], _wire.Requests.Select(sent => sent.Seconds));
        Assert.Equal(1, connection.Lanes.Bulk.Refusals);
        Assert.Equal(0, connection.Lanes.General.Refusals);
    }

    [Fact]
    public async Task Write_OtherRefusal_ComesBack()
    {
        _wire.On(Routes.BulkImport, Wire.Answer(400, """{"success":0,"failureReasons":[{"contact":1,"failureReason":"x"}]}"""));
        using AccountConnection connection = _wire.Connect();
        Assert.Equal(400, (await _wire.Clock.ToEndAsync(WriteAsync(connection))).Status);
        Assert.Single(_wire.Requests);
    }

    [Fact]
    public async Task Write_Stray403_IsRepeated()
    {
        _wire.On(Routes.BulkImport, Wire.Answer(403), Wire.Good).On(Routes.Me, Wire.Good);
        using AccountConnection connection = _wire.Connect();
        Assert.Equal(200, (await _wire.Clock.ToEndAsync(WriteAsync(connection))).Status);
        Assert.Equal(2, _wire.Count(Routes.BulkImport));
    }

    [Fact]
    public async Task Write_JournalFails_SendsNothingAndFreesTheSlot()
    {
        using LaneSet lanes = new(_wire.Clock, new LaneRule(1, TimeSpan.FromMinutes(1), false), null, null);
        _wire.On(Routes.BulkImport, Wire.Good);
        using AccountConnection connection = _wire.Connect(lanes: lanes);
        BulkException e = await FailsAsync(WriteAsync(connection, () => throw new BulkException(BulkError.JournalUnwritable, "x")));
        Assert.Equal(BulkError.JournalUnwritable, e.Error);
        Assert.Empty(_wire.Requests);
        await _wire.Clock.ToEndAsync(WriteAsync(connection));
        Assert.Equal(0, _wire.Seconds, 6);
    }

    [Fact]
    public async Task Write_StoppedWhileOut_WaitsForTheAnswer()
    {
        TaskCompletionSource<HttpResponseMessage> answer = new();
        _wire.On(Routes.BulkImport, (_, token) => answer.Task.WaitAsync(token));
        using AccountConnection connection = _wire.Connect();
        using CancellationTokenSource stop = new();
        using CancellationTokenSource abort = new();
        Task<Exchange> writing = connection.WriteAsync(Call() with { Abort = abort.Token }, stop.Token);
        await Drive.UntilAsync(() => _wire.Open == 1);
        await stop.CancelAsync();
        await Drive.HopAsync();
        Assert.False(writing.IsCompleted);
        using HttpResponseMessage response = new(System.Net.HttpStatusCode.OK) { Content = new StringContent("{}") };
        answer.SetResult(response);
        Assert.Equal(ExchangeKind.Answered, (await _wire.Clock.ToEndAsync(writing)).Kind);
    }

    [Fact]
    public async Task Write_AbortedWhileOut_IsLost()
    {
        _wire.On(Routes.BulkImport, Wire.Silence);
        using AccountConnection connection = _wire.Connect();
        using CancellationTokenSource abort = new();
        Task<Exchange> writing = connection.WriteAsync(Call() with { Abort = abort.Token }, default);
        await Drive.UntilAsync(() => _wire.Open == 1);
        await abort.CancelAsync();
        await Drive.UntilAsync(() => writing.IsCompleted);
        Assert.Equal(ExchangeKind.Lost, (await writing).Kind);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("HTML")]
    [InlineData("refused")]
    [InlineData("reset")]
    [InlineData("401")]
    [InlineData("402")]
    [InlineData("422")]
    public async Task Any_Failure_NeverShowsTheToken(string fault)
    {
        Wire.Step step = int.TryParse(fault, out int status) && status < 500 ? Wire.Answer(status, "{\"message\":\"No\"}") : Faults[fault];
        _wire.On("fields", step).On(Routes.Me, step);
        using AccountConnection connection = _wire.Connect(s_interactive);
        BulkException e = await FailsAsync(ReadAsync(connection));
        Assert.DoesNotContain(Wire.Token, e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Wire.Token, connection.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Circuit_ManyFailuresAtOnce_StopsCallingUntilItCloses()
    {
        using LaneSet lanes = ServiceLimits.CreateUnpaced(_wire.Clock);
        _wire.On("fields", Wire.Answer(500));
        using AccountConnection connection = _wire.Connect(new PatienceSettings { Retries = 1, FirstDelay = TimeSpan.Zero, CallTimeout = TimeSpan.FromMinutes(10) }, lanes);
        for (int i = 0; i < 10; i++)
            Assert.Equal(BulkError.ServiceUnavailable, (await FailsAsync(ReadAsync(connection))).Error);
        BulkException open = await FailsAsync(ReadAsync(connection));
        Assert.Equal(BulkError.ServiceUnavailable, open.Error);
        Assert.Contains("no more calls were made", open.Message, StringComparison.Ordinal);
        Assert.Equal(10, _wire.Requests.Count);
        _wire.On("fields", Wire.Good);
        _wire.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.True(await _wire.Clock.ToEndAsync(ReadAsync(connection)));
    }

    [Theory]
    [InlineData("https://acme.api-us1.com/api/3/", "acme.api-us1.com")]
    [InlineData("https://acme.api-us1.com:8443", "acme.api-us1.com:8443")]
    [InlineData("http://127.0.0.1:5000", "127.0.0.1:5000")]
    public void Host_OfAddress_HasItsPortWhereUnusual(string uri, string host)
    {
        using AccountConnection connection = _wire.Connect(uri: new Uri(uri));
        Assert.Equal(host, connection.Host);
    }

    [Fact]
    public void Dispose_Lanes_AreDisposedWhereTheyAreItsOwn()
    {
        using LaneSet shared = ServiceLimits.CreateLanes(_wire.Clock);
        _wire.Connect(lanes: shared).Dispose();
        Assert.True(shared.General.AcquireAsync(default).IsCompletedSuccessfully);
    }

    private Task<BulkException> FailsAsync(Task call) => Assert.ThrowsAsync<BulkException>(() => _wire.Clock.ToEndAsync(call));

    private static Task<bool> ReadAsync(AccountConnection connection, Func<System.Text.Json.JsonElement, bool>? parse = null) =>
        connection.ReadAsync("fields", parse ?? (root => root.GetProperty("ok").GetBoolean()), default);

    private static Task<Exchange> WriteAsync(AccountConnection connection, Action? before = null, CallLane lane = CallLane.Bulk) =>
        connection.WriteAsync(Call(before, lane), default);

    private static ServiceCall Call(Action? before = null, CallLane lane = CallLane.Bulk) =>
        new(HttpMethod.Post, Routes.BulkImport, lane, new ArraySegment<byte>(Encoding.UTF8.GetBytes("x{\"a\":1}x"), 1, 7))
        {
            BeforeSend = before is null ? null : () =>
            {
                before();
                return Task.CompletedTask;
            },
            IsRateRefusal = answer => ImportAnswerReader.Read(answer.Status, answer.Body).Verdict == ImportVerdict.RateRefused,
            RateRefusalPause = ServiceLimits.ImportRefusalPause,
        };
}
