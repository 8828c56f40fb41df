using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Callbacks;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Callbacks;

[Collection(VirtualTimeCollection.Name)]
public sealed class CallbackListenerTests : IDisposable
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded; charset=utf-8";

    private readonly VirtualClock _clock = new();
    private readonly ConcurrentQueue<string?> _called = new();
    private readonly CallbackListener _listener;
    private readonly Uri _prefix;

    public CallbackListenerTests()
    {
        (_listener, _prefix) = Start(new CallbackSecret(Pairs(("secret", "s 1é"), ("job", "42")), []));
    }

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData(Json, """{"secret":"s 1é","job":"42","batchId":"b-1","success":2,"failure":1,"errors":[{"email":"a","message":"b"}]}""")]
    [InlineData(Json, """{"BATCHID":"b-1","job":42,"secret":"s 1\u00e9"}""")]
    [InlineData("text/plain", """ {"secret":"s 1é","job":"42","batchId":"b-1"}""")]
    [InlineData(Form, "secret=s+1%C3%A9&job=42&batchId=b-1&errors%5B0%5D%5Bemail%5D=a")]
    [InlineData("text/plain", "secret=s%201%c3%a9&job=42&batchId=b-1")]
    public async Task Post_WithTheSecret_PassesTheBatchOn(string contentType, string body)
    {
        string answer = await AnswerAsync(RawCall.Post("/ac/", contentType, body));
        Assert.StartsWith("HTTP/1.1 200 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(["b-1"], _called);
        Assert.Equal((1, 0), (_listener.Taken, _listener.Refused));
    }

    [Fact]
    public async Task Get_WithTheSecret_PassesTheBatchOn()
    {
        Assert.Equal(200, await StatusAsync("GET /ac/done?mine=1&secret=s%201%C3%A9&job=42&batchId=b-1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
        Assert.Equal(["b-1"], _called);
    }

    [Fact]
    public async Task Post_QueryOfTheAddressAndBody_AreTakenTogether()
    {
        Assert.Equal(200, await StatusAsync(RawCall.Post("/ac/?job=42", Json, """{"secret":"s 1é","batchId":"b-1"}""")));
        Assert.Equal(["b-1"], _called);
    }

    [Theory]
    [InlineData("""{"secret":"s 1é","job":"42"}""")]
    [InlineData("""{"secret":"s 1é","job":"42","batchId":""}""")]
    [InlineData("""{"secret":"s 1é","job":"42","batchId":["b-1"]}""")]
    public async Task Post_NamesNoBatch_PassesNoneOn(string body)
    {
        Assert.Equal(200, await StatusAsync(RawCall.Post("/ac/", Json, body)));
        Assert.Equal([null], _called);
    }

    [Theory]
    [InlineData("""{"secret":"s 1e","job":"42","batchId":"b-1"}""")]
    [InlineData("""{"secret":"s 1é2","job":"42","batchId":"b-1"}""")]
    [InlineData("""{"secret":"","job":"42","batchId":"b-1"}""")]
    [InlineData("""{"secret":null,"job":"42","batchId":"b-1"}""")]
    [InlineData("""{"secret":["s 1é"],"job":"42","batchId":"b-1"}""")]
    [InlineData("""{"SECRET":"s 1é","job":"42","batchId":"b-1"}""")]
    [InlineData("""{"secret":"s 1é","batchId":"b-1"}""")]
    [InlineData("""{"batchId":"b-1"}""")]
    [InlineData("{}")]
    public async Task Post_WithoutTheSecret_IsForged(string body)
    {
        string answer = await AnswerAsync(RawCall.Post("/ac/", Json, body));
        Assert.StartsWith("HTTP/1.1 403 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
        Assert.Empty(_called);
        Assert.Equal((0, 1), (_listener.Taken, _listener.Refused));
    }

    [Theory]
    [InlineData("GET /ac/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 403)]
    [InlineData("POST /ac/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\n\r\n", 403)]
    [InlineData("DELETE /ac/?secret=s%201%C3%A9&job=42 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", 400)]
    [InlineData("POST /ac/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400)]
    public async Task Call_OtherShape_ChangesNothing(string text, int status)
    {
        Assert.Equal(status, await StatusAsync(text));
        Assert.Empty(_called);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"secret\":\"\\ud800\",\"job\":\"42\"}")]
    [InlineData("""{"secret":"s 1é","job":"42"} {""")]
    [InlineData("""{"secret":"s 1é","job":"42","x":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}""")]
    public async Task Post_Malformed_ChangesNothing(string body)
    {
        Assert.Equal(body.Length == 0 ? 403 : 400, await StatusAsync(RawCall.Post("/ac/", Json, body)));
        Assert.Empty(_called);
    }

    [Theory]
    [InlineData(CallbackJudge.MaxBodyBytes, 200)]
    [InlineData(CallbackJudge.MaxBodyBytes + 1, 413)]
    public async Task Post_AsLargeAsAllowed_IsTakenAndNoLarger(int bytes, int status)
    {
        Assert.Equal(status, await StatusAsync(RawCall.Post("/ac/", Form, Filled(bytes))));
        Assert.Equal(status == 200 ? 1 : 0, _called.Count);
    }

    [Fact]
    public async Task Post_SaysItIsTooLarge_IsAnsweredBeforeItIsRead()
    {
        Assert.Equal(413, await StatusAsync("POST /ac/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 999999999\r\n\r\n"));
        Assert.Empty(_called);
    }

    [Fact]
    public async Task Post_ChunkedWithoutEnd_IsReadAsFarAsAllowed()
    {
        string start = "POST /ac/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n";
        Assert.Equal(413, await StatusAsync(start + RawCall.Chunk(Filled(CallbackJudge.MaxBodyBytes + 1))));
        Assert.Empty(_called);
    }

    [Fact]
    public async Task Post_Chunked_IsTaken()
    {
        string start = "POST /ac/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n";
        Assert.Equal(200, await StatusAsync(start + RawCall.Chunk("secret=s+1%C3%A9&job=") + RawCall.Chunk("42&batchId=b-1") + RawCall.Chunk(string.Empty)));
        Assert.Equal(["b-1"], _called);
    }

    [Fact]
    public async Task Post_Slow_IsGivenUp()
    {
        using RawCall slow = await RawCall.SendAsync(_prefix, RawCall.Post("/ac/", Form, Filled(100))[..^1]);
        await Drive.UntilAsync(() => _clock.PendingTimers == 1);
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        await Drive.HopAsync();
        Assert.Equal(1, _listener.Open);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(400, await slow.StatusAsync());
        Assert.Empty(_called);
        Assert.Equal(0, _clock.PendingTimers);
    }

    [Fact]
    public async Task Post_TooManyAtOnce_TurnsAwayTheRest()
    {
        List<RawCall> slow = [];
        for (int i = 0; i < CallbackListener.MaxAtOnce; i++)
            slow.Add(await RawCall.SendAsync(_prefix, RawCall.Post("/ac/", Form, Filled(100))[..^1]));
        await Drive.UntilAsync(() => _listener.Open == CallbackListener.MaxAtOnce);
        Assert.Equal(503, await StatusAsync(RawCall.Post("/ac/", Form, Filled(100))));
        Assert.Empty(_called);

        await slow[0].SendAsync("x");
        Assert.Equal(200, await slow[0].StatusAsync());
        await Drive.UntilAsync(() => _listener.Open == CallbackListener.MaxAtOnce - 1);
        Assert.Equal(200, await StatusAsync(RawCall.Post("/ac/", Form, Filled(100))));
        Assert.Equal(2, _called.Count);
        slow.ForEach(call => call.Dispose());
    }

    [Fact]
    public async Task Post_CallerGoesAway_IsForgotten()
    {
        using (await RawCall.SendAsync(_prefix, RawCall.Post("/ac/", Form, Filled(100))[..^1]))
            await Drive.UntilAsync(() => _listener.Open == 1);
        await Drive.UntilAsync(() => _listener.Open == 0);
        Assert.Empty(_called);
    }

    [Theory]
    [InlineData("X-Key: k1\r\nx-job: 42\r\n", 200)]
    [InlineData("X-Key: k2\r\nX-Job: 42\r\n", 403)]
    [InlineData("X-Key: k1\r\n", 403)]
    [InlineData("X-Key: k1\r\nX-Key: k2\r\nX-Job: 42\r\n", 403)]
    public async Task Headers_AllMustMatch(string headers, int status)
    {
        (CallbackListener listener, Uri prefix) = Start(new CallbackSecret([], Pairs(("X-Key", "k1"), ("X-Job", "42"))));
        using (listener)
        using (RawCall call = await RawCall.SendAsync(prefix, RawCall.Post("/ac/", Json, """{"batchId":"b-1"}""", headers)))
            Assert.Equal(status, await call.StatusAsync());
        Assert.Equal(status == 200 ? 1 : 0, _called.Count);
    }

    [Theory]
    [InlineData("secret", "")]
    [InlineData("", "s1")]
    [InlineData(null, null)]
    public void Secret_NoPairWithAValue_IsAConflict(string? name, string? value)
    {
        KeyValuePair<string, string>[] pairs = name is null ? [] : Pairs((name, value!));
        Assert.Equal(BulkError.SettingsConflict, Assert.Throws<BulkException>(() => new CallbackSecret(pairs, [])).Error);
        Assert.Equal(BulkError.SettingsConflict, Assert.Throws<BulkException>(() => new CallbackSecret([], pairs)).Error);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ftp://127.0.0.1:8731/")]
    [InlineData("")]
    public void Start_NoPrefix_SaysHowOneLooks(string prefix)
    {
        BulkException failure = Assert.Throws<BulkException>(() => CallbackListener.Start(prefix, AnySecret, _called.Enqueue));
        Assert.Equal((BulkError.ListenFailed, prefix), (failure.Error, failure.Target));
        Assert.Contains("http://127.0.0.1:8731/ac/", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_PortTaken_SaysWhatToDo()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        string prefix = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}/ac/";
        BulkException failure = Assert.Throws<BulkException>(() => CallbackListener.Start(prefix, AnySecret, _called.Enqueue));
        Assert.Equal((BulkError.ListenFailed, prefix), (failure.Error, failure.Target));
        Assert.Contains("another port", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_PrefixTaken_SaysWhatToDo() =>
        Assert.Equal(BulkError.ListenFailed, Assert.Throws<BulkException>(() => CallbackListener.Start(_prefix.AbsoluteUri, AnySecret, _called.Enqueue)).Error);

    [Fact]
    public async Task Dispose_InACall_DropsItAndFreesThePort()
    {
        using RawCall slow = await RawCall.SendAsync(_prefix, RawCall.Post("/ac/", Form, Filled(100))[..^1]);
        await Drive.UntilAsync(() => _listener.Open == 1);
        _listener.Dispose();
        _listener.Dispose();
        await Drive.UntilAsync(() => _listener.Open == 0);
        Assert.Equal((0, 0), (_listener.Taken, _listener.Refused));
        using TcpListener next = new(IPAddress.Loopback, _prefix.Port);
        next.Start();
        Assert.Empty(_called);
    }

    private static CallbackSecret AnySecret => new(Pairs(("secret", "s")), []);

    private static string Filled(int bytes) => "secret=s+1%C3%A9&job=42&batchId=b-1&fill=".PadRight(bytes, 'x');

    private static KeyValuePair<string, string>[] Pairs(params (string Key, string Value)[] pairs) =>
        Array.ConvertAll(pairs, pair => new KeyValuePair<string, string>(pair.Key, pair.Value));

    // A port that was free a moment ago may be taken by now: then another one.
    private (CallbackListener Listener, Uri Prefix) Start(CallbackSecret secret)
    {
        for (int attempt = 1; ; attempt++)
        {
            Uri prefix = new($"http://127.0.0.1:{FreePort()}/ac/");
            try
            {
                return (CallbackListener.Start(prefix.AbsoluteUri, secret, _called.Enqueue, _clock), prefix);
            }
            catch (BulkException) when (attempt < 5)
            {
            }
        }
    }

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task<string> AnswerAsync(string text)
    {
        using RawCall call = await RawCall.SendAsync(_prefix, text);
        return await call.AnswerAsync();
    }

    private async Task<int> StatusAsync(string text)
    {
        using RawCall call = await RawCall.SendAsync(_prefix, text);
        return await call.StatusAsync();
    }
}
