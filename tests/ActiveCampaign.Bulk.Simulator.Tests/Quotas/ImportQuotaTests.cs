using System;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Simulator.Tests.Quotas;

public sealed class ImportQuotaTests
{
    [Fact]
    public async Task BulkQuota_UsedUp_Is400WithStringReason()
    {
        using TestSimulator sim = Limited(QuotaWindow.Rolling);
        await FillAsync(sim, 3, 2);
        Reply refused = await sim.ImportAsync(Bodies.Import(2));
        Assert.Equal(400, refused.Status);
        Assert.Equal(0, refused.Json.GetProperty("success").GetInt32());
        Assert.Equal("Rate limit exceeded.", refused.Json.GetProperty("message").GetString());
        JsonElement reason = refused.Json.GetProperty("failureReasons")[0];
        Assert.Equal(JsonValueKind.String, reason.ValueKind);
        Assert.Equal(1, sim.Server.Offences.OverBulkLimit);
        Assert.Equal(3, sim.Account.BatchCount);
        Assert.Equal(2, sim.Server.Requests[3].ContactCount);
    }

    [Fact]
    public async Task SingleQuota_IsItsOwn()
    {
        using TestSimulator sim = Limited(QuotaWindow.Rolling);
        await FillAsync(sim, 2, 1);
        Assert.Equal(400, (await sim.ImportAsync(Bodies.Import(1))).Status);
        Assert.Equal(200, (await sim.ImportAsync(Bodies.Import(2))).Status);
        Assert.Equal(1, sim.Server.Offences.OverSingleLimit);
        Assert.Equal(0, sim.Server.Offences.OverBulkLimit);
    }

    [Fact]
    public async Task RollingWindow_FreesAFullMinuteAfterArrival()
    {
        using TestSimulator sim = Limited(QuotaWindow.Rolling);
        sim.Clock.Advance(TimeSpan.FromSeconds(50));
        await FillAsync(sim, 3, 2);
        sim.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(400, (await sim.ImportAsync(Bodies.Import(2))).Status);
        sim.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await sim.ImportAsync(Bodies.Import(2))).Status);
    }

    [Fact]
    public async Task FixedWindow_FreesAtTheFullMinute()
    {
        using TestSimulator sim = Limited(QuotaWindow.Fixed);
        sim.Clock.Advance(TimeSpan.FromSeconds(50));
        await FillAsync(sim, 3, 2);
        sim.Clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(400, (await sim.ImportAsync(Bodies.Import(2))).Status);
        sim.Clock.Advance(TimeSpan.FromSeconds(1));
        await FillAsync(sim, 3, 2);
        Assert.Equal(400, (await sim.ImportAsync(Bodies.Import(2))).Status);
    }

    [Fact]
    public async Task InvalidImports_CountToo()
    {
        using TestSimulator sim = Limited(QuotaWindow.Rolling);
        for (int i = 0; i < 3; i++)
            await sim.ImportAsync("not json");
        JsonElement refused = (await sim.ImportAsync(Bodies.Import(2))).Json;
        Assert.Equal("Rate limit exceeded.", refused.GetProperty("message").GetString());
    }

    [Fact]
    public async Task EnforceLimits_Off_NothingIsRefusedOrCounted()
    {
        using TestSimulator sim = Limited(QuotaWindow.Rolling);
        sim.Options.EnforceLimits = false;
        await FillAsync(sim, 10, 2);
        Assert.Equal(0, sim.Server.Offences.Total);
    }

    private static TestSimulator Limited(QuotaWindow window) => new(options =>
    {
        options.EnforceLimits = true;
        options.ImportWindow = window;
        options.BulkPerMinute = 3;
        options.SinglePerMinute = 2;
    });

    private static async Task FillAsync(TestSimulator sim, int imports, int contacts)
    {
        for (int i = 0; i < imports; i++)
            Assert.Equal(200, (await sim.ImportAsync(Bodies.Import(contacts))).Status);
    }
}
