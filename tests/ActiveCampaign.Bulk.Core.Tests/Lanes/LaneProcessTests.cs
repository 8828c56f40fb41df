using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Server;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Lanes;

/// <summary>
/// Real processes on one account whose minute takes three seconds. Measure-SharedLanes.ps1 shows how much of the ceiling
/// they use; here it is only asserted what a busy machine does not change.
/// </summary>
public sealed class LaneProcessTests : IDisposable
{
    private const double Speed = 20;

    private readonly TempFolder _temp = new();
    private readonly SimulatorServer _server = SimulatorServer.Start(new SimulatorOptions { SpeedFactor = Speed });

    public void Dispose()
    {
        _server.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public async Task ThreeProcesses_Importing_AreNeverRefusedAndAllComeThrough()
    {
        List<ChildProcess> children = [.. Enumerable.Range(0, 3).Select(_ => Child(8))];
        try
        {
            foreach (ChildProcess child in children)
                Assert.Equal("ready", await child.ReadLineAsync());
            foreach (ChildProcess child in children)
                await child.WriteLineAsync("go");
            foreach (ChildProcess child in children)
            {
                string[] made = (await child.ReadLineAsync())!.Split(' ');
                Assert.True(int.Parse(made[0], CultureInfo.InvariantCulture) > 0);
                Assert.Equal("0", made[1]);
                await child.WaitForExitAsync();
                Assert.Equal(0, child.ExitCode);
            }
        }
        finally
        {
            children.ForEach(child => child.Dispose());
        }

        Assert.True(_server.Offences.Total == 0, _server.Offences.ToString());
        Assert.True(_server.RequestCount(RouteKind.BulkImport) > ServiceLimits.BulkLane.Capacity, "No slot was used twice.");
    }

    [Fact]
    public async Task Process_KilledWithCallsOut_FreesItsShare()
    {
        _server.Options.Latency = TimeSpan.FromHours(1);
        using (ChildProcess child = Child(60))
        {
            Assert.Equal("ready", await child.ReadLineAsync());
            await child.WriteLineAsync("go");
            await WaitForAsync(() => _server.RequestCount(RouteKind.BulkImport) == 4);
            await child.KillAsync();
        }

        LaneRule rule = ServiceLimits.BulkLane with { Window = ServiceLimits.BulkLane.Window / Speed };
        using LaneSet lanes = LaneSet.InFolder(_temp.Path, TimeProvider.System, rule, rule, rule);
        for (int i = 0; i < rule.Capacity - 4; i++)
            Assert.True(lanes.Bulk.AcquireAsync(default).IsCompletedSuccessfully);
        DateTimeOffset before = DateTimeOffset.UtcNow;
        for (int i = 0; i < 4; i++)
            await lanes.Bulk.AcquireAsync(default).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.True(DateTimeOffset.UtcNow - before >= rule.Window);
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        using System.Threading.CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        while (!condition())
            await Task.Delay(20, patience.Token);
    }

    private ChildProcess Child(int seconds) => new(
        "calls",
        _temp.Path,
        _server.Uri.ToString(),
        _server.ApiToken,
        "bulk",
        Speed.ToString(CultureInfo.InvariantCulture),
        seconds.ToString(CultureInfo.InvariantCulture));
}
