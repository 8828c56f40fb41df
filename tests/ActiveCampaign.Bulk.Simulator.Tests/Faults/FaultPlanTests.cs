using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Faults;

public sealed class FaultPlanTests
{
    public static TheoryData<FaultTrigger, string> Triggers => new()
    {
        { FaultTrigger.Always(), "111111" },
        { FaultTrigger.Once(), "100000" },
        { FaultTrigger.Nth(3), "001000" },
        { FaultTrigger.First(2), "110000" },
        { FaultTrigger.After(4), "000011" },
        { FaultTrigger.Every(2), "010101" },
        { FaultTrigger.WhenNumber(n => n is 2 or 5), "010010" },
        { FaultTrigger.When(request => request.Sequence > 3), "000111" },
        { FaultTrigger.Probability(1), "111111" },
        { FaultTrigger.Probability(0), "000000" },
    };

    [Theory]
    [MemberData(nameof(Triggers))]
    public async Task Trigger_StrikesTheExpectedRequests(FaultTrigger trigger, string expected)
    {
        using TestSimulator sim = new();
        sim.Server.Faults.Add(RouteKind.Any, trigger, new Random403Fault());
        Assert.Equal(expected, await PatternAsync(sim, expected.Length));
    }

    [Fact]
    public async Task Times_LimitsTheRule()
    {
        using TestSimulator sim = new();
        FaultRule rule = sim.Server.Faults.Add(RouteKind.UsersMe, FaultTrigger.Always(), new Random403Fault(), times: 2);
        Assert.Equal("1100", await PatternAsync(sim, 4));
        Assert.Equal(2, rule.Fired);
    }

    [Fact]
    public async Task Route_Other_IsNotCounted()
    {
        using TestSimulator sim = new();
        sim.Server.Faults.Add(RouteKind.UsersMe, FaultTrigger.Nth(2), new Random403Fault());
        await sim.GetAsync("lists");
        await sim.GetAsync("tags");
        Assert.Equal("01", await PatternAsync(sim, 2));
    }

    [Fact]
    public async Task Seeded_SameSeed_SamePattern()
    {
        List<string> patterns = [];
        foreach (int seed in new[] { 7, 7, 8 })
        {
            using TestSimulator sim = new();
            sim.Server.Faults.AddSeeded(RouteKind.UsersMe, seed, 0.4, new Random403Fault(), new Html502Fault());
            patterns.Add(await PatternAsync(sim, 40));
        }

        Assert.Equal(patterns[0], patterns[1]);
        Assert.NotEqual(patterns[0], patterns[2]);
        Assert.InRange(patterns[0].Count(c => c == '1'), 4, 30);
    }

    [Fact]
    public async Task Several_FirstAnswerWinsAndAllAreNamed()
    {
        using TestSimulator sim = new();
        sim.Server.Faults.Add(RouteKind.UsersMe, FaultTrigger.Once(), new Account402Fault());
        sim.Server.Faults.Add(RouteKind.UsersMe, FaultTrigger.Once(), new Random403Fault());
        Assert.Equal(402, (await sim.GetAsync("users/me")).Status);
        Assert.Equal("Account402+Random403", sim.Server.Requests[0].Struck);
    }

    [Fact]
    public async Task RemoveAndClear_EndFaults()
    {
        using TestSimulator sim = new();
        FaultRule rule = sim.Server.Faults.Add(RouteKind.UsersMe, FaultTrigger.Always(), new Random403Fault());
        Assert.Equal("1", await PatternAsync(sim, 1));
        Assert.True(sim.Server.Faults.Remove(rule));
        Assert.Equal("0", await PatternAsync(sim, 1));
        sim.Server.Faults.Add(rule);
        sim.Server.Faults.RevokeToken();
        sim.Server.Faults.Clear();
        Assert.Equal("0", await PatternAsync(sim, 1));
        Assert.Empty(sim.Server.Faults.Rules);
    }

    [Fact]
    public void Constructors_BadArguments_Throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new StallFault(TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchInterruptedFault(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => FaultTrigger.Every(0));
        Assert.Throws<ArgumentNullException>(() => new FaultRule(RouteKind.Any, FaultTrigger.Once(), null!));
    }

    private static async Task<string> PatternAsync(TestSimulator sim, int count)
    {
        string pattern = "";
        for (int i = 0; i < count; i++)
            pattern += (await sim.GetAsync("users/me")).Status == 200 ? '0' : '1';
        return pattern;
    }
}
