using System;
using System.Globalization;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Quotas;

public sealed class GeneralLimitTests
{
    [Fact]
    public async Task SixthCallInASecond_Is429WithHeaders()
    {
        using TestSimulator sim = new(options => options.EnforceLimits = true);
        for (int left = 4; left >= 0; left--)
        {
            Reply good = await sim.GetAsync("users/me");
            Assert.Equal("5", good.Header("RateLimit-Limit"));
            Assert.Equal(left, int.Parse(good.Header("RateLimit-Remaining")!, CultureInfo.InvariantCulture));
        }

        Reply refused = await sim.GetAsync("users/me");
        Assert.Equal(429, refused.Status);
        Assert.Equal("1", refused.Header("Retry-After"));
        Assert.Equal("0", refused.Header("RateLimit-Remaining"));
        Assert.Equal(1, sim.Server.Offences.OverGeneralLimit);
    }

    [Fact]
    public async Task Window_Rolls()
    {
        using TestSimulator sim = new(options => options.EnforceLimits = true);
        for (int i = 0; i < 5; i++)
        {
            await sim.GetAsync("users/me");
            sim.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        sim.Clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Equal(429, (await sim.GetAsync("users/me")).Status);
        sim.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(200, (await sim.GetAsync("users/me")).Status);
        Assert.Equal(1, sim.Server.Offences.BeforeRetryAfter);
        sim.Clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(200, (await sim.GetAsync("users/me")).Status);
    }

    [Fact]
    public async Task RefusedRequestsCount_KeepTheWindowFull()
    {
        using TestSimulator sim = new(options =>
        {
            options.EnforceLimits = true;
            options.RefusedRequestsCount = true;
            options.GeneralPerSecond = 1;
        });
        await sim.GetAsync("users/me");
        sim.Clock.Advance(TimeSpan.FromMilliseconds(900));
        Assert.Equal(429, (await sim.GetAsync("users/me")).Status);
        sim.Clock.Advance(TimeSpan.FromMilliseconds(900));
        Assert.Equal(429, (await sim.GetAsync("users/me")).Status);
        sim.Clock.Advance(TimeSpan.FromMilliseconds(1000));
        Assert.Equal(200, (await sim.GetAsync("users/me")).Status);
    }

    [Fact]
    public async Task AnswerBurstsWith503_HasNoHeaders()
    {
        using TestSimulator sim = new(options =>
        {
            options.EnforceLimits = true;
            options.AnswerBurstsWith503 = true;
            options.GeneralPerSecond = 1;
        });
        await sim.GetAsync("users/me");
        Reply refused = await sim.GetAsync("users/me");
        Assert.Equal(503, refused.Status);
        Assert.Null(refused.Header("Retry-After"));
        Assert.Null(refused.Header("RateLimit-Limit"));
    }

    [Fact]
    public async Task Imports_DoNotCountAsGeneralCalls()
    {
        using TestSimulator sim = new(options => options.EnforceLimits = true);
        for (int i = 0; i < 6; i++)
        {
            Reply reply = await sim.ImportAsync(Bodies.Import(2));
            Assert.Equal(200, reply.Status);
            Assert.Null(reply.Header("RateLimit-Limit"));
        }

        Assert.Equal(200, (await sim.GetAsync("users/me")).Status);
    }

    [Fact]
    public async Task ImportsCountAsGeneralCalls_On_SharesTheLimit()
    {
        using TestSimulator sim = new(options =>
        {
            options.EnforceLimits = true;
            options.ImportsCountAsGeneralCalls = true;
        });
        for (int i = 0; i < 5; i++)
            await sim.ImportAsync(Bodies.Import(2));
        Assert.Equal(429, (await sim.ImportAsync(Bodies.Import(2))).Status);
    }

    [Fact]
    public async Task RetryAfter_OtherConnectionWithinGrace_IsNoOffence()
    {
        using TestSimulator sim = new(options =>
        {
            options.EnforceLimits = true;
            options.GeneralPerSecond = 1;
        });
        await sim.GetAsync("users/me");
        await sim.GetAsync("users/me");
        using TestSimulator.Caller other = sim.NewCaller();
        await other.GetStatusAsync("users/me");
        Assert.Equal(0, sim.Server.Offences.BeforeRetryAfter);
        sim.Clock.Advance(TimeSpan.FromMilliseconds(100));
        await other.GetStatusAsync("users/me");
        Assert.Equal(1, sim.Server.Offences.BeforeRetryAfter);
    }

    [Fact]
    public async Task Latency_Arrival_CountsAtArrival()
    {
        using TestSimulator sim = new(options =>
        {
            options.EnforceLimits = true;
            options.GeneralPerSecond = 1;
            options.Latency = TimeSpan.FromSeconds(3);
        });
        Task<Reply> first = sim.GetAsync("users/me");
        await Eventually.IsTrueAsync(() => sim.Clock.PendingTimers == 1);
        sim.Clock.Advance(TimeSpan.FromSeconds(1));
        Task<Reply> second = sim.GetAsync("users/me");
        await Eventually.IsTrueAsync(() => sim.Clock.PendingTimers == 2);
        sim.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(200, (await first).Status);
        Assert.Equal(200, (await second).Status);
    }
}
