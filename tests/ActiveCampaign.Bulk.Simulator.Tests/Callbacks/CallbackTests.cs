using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Callbacks;

public sealed class CallbackTests
{
    private const string Contacts = """[{"email":"good@example.com"},{"email":"blocked@example.com"}]""";
    private const string Extras =
        """, "params":[{"key":"secret","value":"s 1"}],"headers":[{"key":"X-Job","value":"42"}]""";

    [Fact]
    public async Task Post_Detailed_HasParametersHeadersAndResults()
    {
        using TestSimulator sim = Blocking();
        using CallbackListener listener = new();
        string id = await ImportAsync(sim, listener.Url, Extras);
        string received = await EndAsync(sim, listener);
        Assert.StartsWith("POST /done?mine=1 HTTP/1.1", received, StringComparison.Ordinal);
        Assert.Contains("X-Job: 42", received);
        Assert.Contains("Content-Type: application/json", received);
        JsonElement body = JsonDocument.Parse(received.Substring(received.IndexOf("\n\n", StringComparison.Ordinal))).RootElement;
        Assert.Equal("s 1", body.GetProperty("secret").GetString());
        Assert.Equal(id, body.GetProperty("batchId").GetString());
        Assert.Equal(1, body.GetProperty("success").GetInt32());
        Assert.Equal(1, body.GetProperty("failure").GetInt32());
        Assert.Equal("blocked@example.com", body.GetProperty("errors")[0].GetProperty("email").GetString());
        Assert.NotEmpty(body.GetProperty("errors")[0].GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task Post_NotDetailed_HasOnlyParameters()
    {
        using TestSimulator sim = Blocking();
        using CallbackListener listener = new();
        await ImportAsync(sim, listener.Url, Extras + """, "detailed_results":"false" """);
        Assert.EndsWith("\n\n{\"secret\":\"s 1\"}", await EndAsync(sim, listener), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_Form_HasBracketKeys()
    {
        using TestSimulator sim = Blocking();
        sim.Options.CallbackEncoding = CallbackEncoding.Form;
        using CallbackListener listener = new();
        await ImportAsync(sim, listener.Url, Extras);
        string received = await EndAsync(sim, listener);
        Assert.Contains("application/x-www-form-urlencoded", received);
        Assert.Contains("secret=s+1&batchId=", received);
        Assert.Contains("errors%5B0%5D%5Bemail%5D=blocked%40example.com", received);
    }

    [Fact]
    public async Task Get_HasParametersInTheQuery()
    {
        using TestSimulator sim = Blocking();
        using CallbackListener listener = new();
        await ImportAsync(sim, listener.Url, Extras + """, "requestType":"GET" """);
        Assert.StartsWith("GET /done?mine=1&secret=s%201 HTTP/1.1", await EndAsync(sim, listener), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Duplicated_ComesTwice()
    {
        using TestSimulator sim = Blocking();
        using CallbackListener listener = new();
        sim.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new CallbackDuplicatedFault());
        await ImportAsync(sim, listener.Url, "");
        string first = await EndAsync(sim, listener);
        string second = await listener.NextAsync();
        Assert.Equal(Body(first), Body(second));
        await Eventually.IsTrueAsync(() => sim.Account.Callbacks.Count == 2);
    }

    [Fact]
    public async Task Delayed_ComesLater()
    {
        using TestSimulator sim = Blocking();
        using CallbackListener listener = new();
        sim.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new CallbackDelayedFault(TimeSpan.FromHours(1)));
        await ImportAsync(sim, listener.Url, "");
        await Eventually.IsTrueAsync(() => sim.Clock.PendingTimers == 1);
        sim.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(BatchState.Completed, sim.Account.Batches[0].State);
        Assert.Equal(1, sim.Clock.PendingTimers);
        await EndAsync(sim, listener);
    }

    [Fact]
    public async Task Lost_NeverComes()
    {
        using TestSimulator sim = Blocking();
        sim.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new CallbackLostFault());
        await ImportAsync(sim, "http://127.0.0.1:9/", "");
        Assert.Equal(CallbackOutcome.Lost, await OutcomeAsync(sim));
    }

    [Fact]
    public async Task OtherHost_IsNotCalled()
    {
        using TestSimulator sim = Blocking();
        await ImportAsync(sim, "https://example.com/cb", "");
        Assert.Equal(CallbackOutcome.NotLoopback, await OutcomeAsync(sim));
    }

    [Fact]
    public async Task NobodyListens_IsOneAttempt()
    {
        string url;
        using (CallbackListener listener = new())
            url = listener.Url;
        using TestSimulator sim = Blocking();
        await ImportAsync(sim, url, "");
        Assert.Equal(CallbackOutcome.Unanswered, await OutcomeAsync(sim));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task FailedBatch_CallsBackByTheSwitch(bool calls, int count)
    {
        using TestSimulator sim = Blocking();
        sim.Options.CallbackOnFailure = calls;
        sim.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchFailsFault());
        await ImportAsync(sim, "https://example.com/1", "");
        await Eventually.IsTrueAsync(() => sim.Clock.PendingTimers == 1);
        sim.Clock.Advance(TimeSpan.FromMinutes(1));
        await ImportAsync(sim, "https://example.com/2", "");
        await Eventually.IsTrueAsync(() => sim.Clock.PendingTimers == 1);
        sim.Clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.IsTrueAsync(() => sim.Account.Callbacks.Any(callback => callback.Url.EndsWith('2')));
        if (calls)
            await Eventually.IsTrueAsync(() => sim.Account.Callbacks.Count == 2);
        Assert.Equal(count, sim.Account.Callbacks.Count(callback => callback.Url.EndsWith('1')));
    }

    private static TestSimulator Blocking()
    {
        TestSimulator sim = new();
        sim.Account.AddExclusion("blocked@example.com");
        return sim;
    }

    private static async Task<string> ImportAsync(TestSimulator sim, string url, string extras)
    {
        Reply reply = await sim.ImportAsync(
            "{\"contacts\":" + Contacts + ",\"callback\":{\"url\":\"" + url + "\"" + extras + "}}");
        return reply.Json.GetProperty("batchId").GetString()!;
    }

    private static async Task<string> EndAsync(TestSimulator sim, CallbackListener listener)
    {
        await Eventually.IsTrueAsync(() => sim.Clock.PendingTimers == 1);
        sim.Clock.Advance(TimeSpan.FromHours(1));
        return await listener.NextAsync();
    }

    private static async Task<CallbackOutcome> OutcomeAsync(TestSimulator sim)
    {
        await Eventually.IsTrueAsync(() => sim.Clock.PendingTimers == 1);
        sim.Clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.IsTrueAsync(() => sim.Account.Callbacks.Count == 1);
        return sim.Account.Callbacks[0].Outcome;
    }

    private static string Body(string received) => received.Substring(received.IndexOf("\n\n", StringComparison.Ordinal));
}
