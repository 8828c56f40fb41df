using System;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Faults;

public sealed class AnswerFaultTests
{
    private const string One = """{"contact":{"email":"a@example.com"}}""";

    public static TheoryData<Fault, int> Instead => new()
    {
        { new Html500Fault(), 500 },
        { new Html404Fault(), 404 },
        { new Html502Fault(), 502 },
        { new Html503Fault(), 503 },
        { new Empty200Fault(afterEffect: false), 200 },
        { new Throttle429Fault(7), 429 },
        { new Random403Fault(), 403 },
        { new Account402Fault(), 402 },
        { new NotFound404Fault(), 404 },
        { new ImportRateRefusalFault(), 400 },
        { new ImportSizeRefusalFault(), 400 },
    };

    [Theory]
    [MemberData(nameof(Instead))]
    public async Task Fault_InsteadOfEffect_AnswersAndDoesNothing(Fault fault, int status)
    {
        using TestSimulator sim = new();
        sim.Server.Faults.Add(new FaultRule(RouteKind.ContactSync, FaultTrigger.Once(), fault));
        Assert.Equal(status, (await sim.PostAsync("contact/sync", One)).Status);
        Assert.Equal(0, sim.Account.ContactCount);
        sim.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(201, (await sim.PostAsync("contact/sync", One)).Status);
        Assert.Equal(fault.Name, sim.Server.Requests[0].Struck);
        Assert.Equal(status, sim.Server.Requests[0].Status);
        Assert.Null(sim.Server.Requests[1].Struck);
        Assert.Equal(0, sim.Server.Offences.Total);
    }

    [Fact]
    public async Task Html_AfterEffect_AppliesAndAnswersPage()
    {
        using TestSimulator sim = new();
        sim.Server.Faults.Add(RouteKind.ContactSync, FaultTrigger.Once(), new Html502Fault(afterEffect: true));
        Reply reply = await sim.PostAsync("contact/sync", One);
        Assert.StartsWith("<html>", reply.Text, StringComparison.Ordinal);
        Assert.Equal(1, sim.Account.ContactCount);
    }

    [Fact]
    public async Task Empty200_AfterEffect_AppliesAndHasNoBody()
    {
        using TestSimulator sim = new();
        sim.Server.Faults.Add(RouteKind.ContactSync, FaultTrigger.Once(), new Empty200Fault());
        Reply reply = await sim.PostAsync("contact/sync", One);
        Assert.Equal(200, reply.Status);
        Assert.Empty(reply.Text);
        Assert.Equal(1, sim.Account.ContactCount);
    }

    [Fact]
    public async Task Observe_TellsBeforeAndAfterTheEffectAndChangesNothing()
    {
        using TestSimulator sim = new();
        int[] contacts = [-1, -1];
        sim.Server.Faults.Add(RouteKind.ContactSync, FaultTrigger.Once(), new ObserveFault(
            before: () => contacts[0] = sim.Account.ContactCount, after: () => contacts[1] = sim.Account.ContactCount));
        Assert.Equal(201, (await sim.PostAsync("contact/sync", One)).Status);
        Assert.Equal([0, 1], contacts);
        Assert.Equal("Observe", sim.Server.Requests[0].Struck);
    }

    [Fact]
    public async Task TruncatedJson_IsCompleteHttpButNotJson()
    {
        using TestSimulator sim = new();
        sim.Server.Faults.Add(RouteKind.UsersMe, FaultTrigger.Once(), new TruncatedJsonFault());
        Reply reply = await sim.GetAsync("users/me");
        Assert.Equal(200, reply.Status);
        Assert.ThrowsAny<JsonException>(() => reply.Json);
        Assert.Equal(200, (await sim.GetAsync("users/me")).Status);
    }

    [Fact]
    public async Task CutJson_ClosesInTheMiddle()
    {
        using TestSimulator sim = new();
        sim.Server.Faults.Add(RouteKind.ContactSync, FaultTrigger.Once(), new CutJsonFault());
        await Assert.ThrowsAsync<HttpRequestException>(() => sim.PostAsync("contact/sync", One));
        Assert.Equal(1, sim.Account.ContactCount);
        Assert.True(sim.Server.Requests[0].Dropped);
        Assert.Equal(201, sim.Server.Requests[0].Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Close_ResetsAndAppliesOrNot(bool afterEffect)
    {
        using TestSimulator sim = new();
        Fault fault = afterEffect ? new CloseAfterEffectFault() : new CloseBeforeEffectFault();
        sim.Server.Faults.Add(RouteKind.ContactSync, FaultTrigger.Once(), fault);
        await Assert.ThrowsAsync<HttpRequestException>(() => sim.PostAsync("contact/sync", One));
        Assert.Equal(afterEffect ? 1 : 0, sim.Account.ContactCount);
        Assert.True(sim.Server.Requests[0].Dropped);
        Assert.Null(sim.Server.Requests[0].Status);
    }

    [Fact]
    public async Task Stall_AppliesAtOnceAndAnswersLater()
    {
        using TestSimulator sim = new();
        sim.Server.Faults.Add(RouteKind.ContactSync, FaultTrigger.Once(), new StallFault(TimeSpan.FromMinutes(2)));
        Task<Reply> pending = sim.PostAsync("contact/sync", One);
        await Eventually.IsTrueAsync(() => sim.Clock.PendingTimers == 1);
        Assert.Equal(1, sim.Account.ContactCount);
        Assert.False(pending.IsCompleted);
        Assert.Null(sim.Server.Requests[0].Status);
        sim.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(201, (await pending).Status);
    }

    [Fact]
    public async Task TokenRevoked_RefusesEverythingUntilRestored()
    {
        using TestSimulator sim = new();
        sim.Server.Faults.Add(RouteKind.Lists, FaultTrigger.Once(), new TokenRevokedFault());
        Assert.Equal(200, (await sim.GetAsync("users/me")).Status);
        Assert.Equal(403, (await sim.GetAsync("lists")).Status);
        Assert.Equal(403, (await sim.GetAsync("users/me")).Status);
        Assert.True(sim.Server.Faults.IsTokenRevoked);
        sim.Server.Faults.RestoreToken();
        Assert.Equal(200, (await sim.GetAsync("users/me")).Status);
        Assert.Equal(0, sim.Server.Offences.Total);
    }

    [Fact]
    public async Task ImportRefusals_LookLikeTheService()
    {
        using TestSimulator sim = new();
        sim.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(1), new ImportRateRefusalFault());
        sim.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(2), new ImportSizeRefusalFault());
        const string Import = """{"contacts":[{"email":"a@example.com"},{"email":"b@example.com"}]}""";
        JsonElement rate = (await sim.ImportAsync(Import)).Json;
        Assert.Equal("Rate limit exceeded.", rate.GetProperty("message").GetString());
        Assert.Contains("100 imports", rate.GetProperty("failureReasons")[0].GetString());
        JsonElement size = (await sim.ImportAsync(Import)).Json;
        Assert.Contains("400K", size.GetProperty("failureReasons")[0].GetString());
        Assert.Empty(sim.Account.Batches);
    }

    [Fact]
    public async Task Throttle429_CallingAgainAtOnce_IsOffence()
    {
        using TestSimulator sim = new();
        sim.Server.Faults.Add(RouteKind.UsersMe, FaultTrigger.Once(), new Throttle429Fault(3));
        Reply reply = await sim.GetAsync("users/me");
        Assert.Equal("3", reply.Header("Retry-After"));
        sim.Clock.Advance(TimeSpan.FromSeconds(2.9));
        await sim.GetAsync("users/me");
        Assert.Equal(1, sim.Server.Offences.BeforeRetryAfter);
        sim.Clock.Advance(TimeSpan.FromSeconds(0.1));
        await sim.GetAsync("users/me");
        Assert.Equal(1, sim.Server.Offences.BeforeRetryAfter);
    }
}
