using System;
using System.Net.Sockets;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Server;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using ActiveCampaign.Bulk.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests;

public sealed class ServerTests
{
    [Fact]
    public async Task Dispose_ClosesPortConnectionsAndWaits()
    {
        TestSimulator sim = new(options => options.Latency = TimeSpan.FromHours(1));
        Task<Reply> waiting = sim.GetAsync("users/me");
        using TcpClient idle = new("127.0.0.1", sim.Server.Uri.Port);
        await Eventually.IsTrueAsync(() => sim.Clock.PendingTimers == 1 && sim.Server.OpenConnections == 2);
        sim.Server.Dispose();
        Assert.Equal(0, sim.Clock.PendingTimers);
        Assert.Equal(0, sim.Server.OpenConnections);
        await Assert.ThrowsAnyAsync<Exception>(() => waiting);
        Assert.Throws<SocketException>(() => new TcpClient("127.0.0.1", sim.Server.Uri.Port));
        sim.Dispose();
    }

    [Fact]
    public async Task Dispose_WithCallbackPending_EndsIt()
    {
        TestSimulator sim = new();
        await sim.ImportAsync("""{"contacts":[{"email":"a@example.com"}],"callback":{"url":"http://127.0.0.1:9/"}}""");
        await Eventually.IsTrueAsync(() => sim.Clock.PendingTimers == 1);
        sim.Dispose();
        Assert.Equal(0, sim.Clock.PendingTimers);
    }

    [Fact]
    public void Start_Defaults_HasFreePortAndRandomToken()
    {
        using SimulatorServer first = SimulatorServer.Start();
        using SimulatorServer second = SimulatorServer.Start();
        Assert.NotEqual(first.Uri, second.Uri);
        Assert.NotEqual(first.ApiToken, second.ApiToken);
        Assert.Same(TimeProvider.System, first.Clock);
        Assert.True(first.Uri.IsLoopback);
    }

    [Fact]
    public async Task ReplaceToken_OldOneIsRefused_NewOneIsTaken()
    {
        using TestSimulator sim = new();
        sim.Server.ReplaceToken("another");
        Assert.Equal("another", sim.Server.ApiToken);
        Assert.Equal(sim.Options.BadTokenStatus, (await sim.GetAsync("users/me")).Status);
        sim.Client.DefaultRequestHeaders.Remove("Api-Token");
        sim.Client.DefaultRequestHeaders.Add("Api-Token", "another");
        Assert.Equal(200, (await sim.GetAsync("users/me")).Status);
    }

    [Fact]
    public async Task Start_PortAndToken_AreUsed()
    {
        int port;
        using (SimulatorServer probe = SimulatorServer.Start())
            port = probe.Uri.Port;
        using TestSimulator sim = new(options =>
        {
            options.Port = port;
            options.ApiToken = "secret";
        });
        Assert.Equal(port, sim.Server.Uri.Port);
        Assert.Equal("secret", sim.Server.ApiToken);
        Assert.Equal(200, (await sim.GetAsync("users/me")).Status);
    }

    [Fact]
    public void SpeedFactor_ScalesTheClock()
    {
        VirtualClock inner = new();
        using SimulatorServer server = SimulatorServer.Start(new SimulatorOptions { Clock = inner, SpeedFactor = 60 });
        DateTimeOffset start = server.Clock.GetUtcNow();
        long stamp = server.Clock.GetTimestamp();
        inner.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromMinutes(1), server.Clock.GetUtcNow() - start);
        Assert.Equal(TimeSpan.FromMinutes(1), server.Clock.GetElapsedTime(stamp));
    }

    [Fact]
    public async Task ScaledTimer_FiresAtTheScaledTime()
    {
        VirtualClock inner = new();
        ScaledTimeProvider clock = new(inner, 10);
        Task wait = Task.Delay(TimeSpan.FromSeconds(10), clock);
        inner.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(wait.IsCompleted);
        inner.Advance(TimeSpan.FromMilliseconds(1));
        await wait;
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScaledTimeProvider(inner, 0));
    }

    [Fact]
    public async Task Log_IsBoundedAndCountersAreExact()
    {
        using TestSimulator sim = new(options => options.LogCapacity = 3);
        for (int i = 0; i < 5; i++)
            await sim.GetAsync("users/me");
        await sim.GetAsync("lists?limit=1");
        Assert.Equal(3, sim.Server.Requests.Count);
        Assert.Equal(5, sim.Server.RequestCount(RouteKind.UsersMe));
        Assert.Equal(6, sim.Server.RequestCount(RouteKind.Any));
        LoggedRequest last = sim.Server.Requests[2];
        Assert.Equal(6, last.Sequence);
        Assert.Equal("GET", last.Method);
        Assert.Equal("/api/3/lists?limit=1", last.Target);
        Assert.Equal(RouteKind.Lists, last.Route);
        Assert.Equal(sim.Clock.GetUtcNow(), last.Arrived);
        Assert.Equal(200, last.Status);
        Assert.False(last.Dropped);
    }

    [Fact]
    public async Task LogBodies_KeepsThem()
    {
        using TestSimulator sim = new();
        await sim.ImportAsync(Bodies.Import(1));
        sim.Options.LogBodies = true;
        await sim.ImportAsync(Bodies.Import(2));
        Assert.Null(sim.Server.Requests[0].Body);
        Assert.Equal(Bodies.Import(2), sim.Server.Requests[1].Body);
        Assert.Equal(Bodies.Import(2).Length, sim.Server.Requests[1].RequestBytes);
    }

    [Fact]
    public async Task Latency_DelaysByTheClock()
    {
        using TestSimulator sim = new(options => options.Latency = TimeSpan.FromSeconds(2));
        Task<Reply> reply = sim.GetAsync("users/me");
        await Eventually.IsTrueAsync(() => sim.Clock.PendingTimers == 1);
        Assert.False(reply.IsCompleted);
        sim.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(200, (await reply).Status);
    }
}
