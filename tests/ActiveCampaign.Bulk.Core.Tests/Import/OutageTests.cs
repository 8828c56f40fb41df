using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>Runs through times in which the account does not answer. Test-Outage.ps1 makes many of them.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class OutageTests
{
    private const int Rows = 10_000;

    public static TheoryData<int, int, bool> Runs
    {
        get
        {
            int runs = int.TryParse(Environment.GetEnvironmentVariable("AC_BULK_OUTAGE_RUNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : 3;
            TheoryData<int, int, bool> data = [];
            for (int run = 0; run < runs; run++)
                data.Add(run + 1, new[] { 1, 16, 4, 2, 8 }[run % 5], run % 3 != 2);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task TwentyOutages_EndsByItselfWithAllRowsRight(int seed, int throttle, bool skipsAutomations)
    {
        Outages outages = new(seed, count: 20, shortest: 1, longest: 20);
        using ImportRig rig = new(options => (options.Latency, options.LogBodies) = (TimeSpan.FromSeconds(0.5), false), outages.Wrap);
        ImportSettings settings = new() { SkipAutomation = skipsAutomations, ThrottleLimit = throttle, BatchSize = 50, Method = ImportMethod.Bulk };
        outages.Arm(rig.Clock);

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), settings);

        Assert.Null(log.Failure);
        Assert.NotEqual(0, outages.Struck);
        Assert.Equal((Rows, Rows, 0, 0), (log.Snapshot!.RowsRead, log.Snapshot.Imported, log.Snapshot.Refused, log.Snapshot.Unknown));
        IReadOnlyDictionary<string, int> applied = rig.Server.Account.AppliedCounts();
        Assert.Equal(Rows, applied.Count);
        if (!skipsAutomations)
            Assert.All(applied, contact => Assert.Equal(1, contact.Value));
        Assert.Equal(0, rig.Server.Offences.Total);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    public async Task AllThatIsOutIsCutAtOnce_IsOneLoss_AndGoesOn(int throttle)
    {
        using ImportRig rig = new(options => options.Latency = TimeSpan.FromSeconds(1));
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.First(throttle), new CloseBeforeEffectFault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(2000), new ImportSettings { SkipAutomation = true, ThrottleLimit = throttle, BatchSize = 50 });

        Assert.Null(log.Failure);
        Assert.Equal((2000, ActivityState.Completed), (log.Snapshot!.Imported, log.Snapshot.State));
        Assert.Equal(2, rig.Server.RequestCount(RouteKind.UsersMe));
    }

    [Fact]
    public async Task OutageThatLasts_EndsTheRunWithNothingLost_AndItGoesOnLater()
    {
        Outages outages = new(7, count: 1, shortest: 7200, longest: 7201);
        using ImportRig rig = new(options => options.Latency = TimeSpan.FromSeconds(1), outages.Wrap);
        ImportSettings settings = new() { SkipAutomation = true, ThrottleLimit = 4, BatchSize = 50 };
        outages.Arm(rig.Clock);
        DateTimeOffset began = rig.Clock.GetUtcNow();

        ImportLog log = await rig.ImportAsync(ImportRig.People(2000), settings, wait: false);

        Assert.Equal(BulkError.ServiceUnavailable, Assert.IsType<BulkException>(log.Failure).Error);
        Assert.InRange(rig.Clock.GetUtcNow() - began, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30));
        Assert.Equal(log.Snapshot!.RowsRead, log.Snapshot.Imported + log.Snapshot.Pending + log.Snapshot.Unknown + log.Snapshot.NotSent);
        rig.Clock.Advance(TimeSpan.FromHours(2));

        ImportLog resumed = await rig.ResumeAsync(log.Folder!, settings, ImportRig.People(2000));

        Assert.Null(resumed.Failure);
        Assert.Equal(2000, rig.Server.Account.AppliedCounts().Count);
        Assert.Equal((2000, ActivityState.Completed), (resumed.Snapshot!.Imported, resumed.Snapshot.State));
    }
}
