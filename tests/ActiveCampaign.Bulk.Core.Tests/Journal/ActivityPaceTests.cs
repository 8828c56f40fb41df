using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Journal;

public sealed class ActivityPaceTests
{
    private static readonly DateTimeOffset s_began = TempJournal.Now;

    // The burst of the first minute is faster than the 100 requests a minute that the service allows in the long run.
    [Theory]
    [InlineData(10, 2500.0, 180)]
    [InlineData(120, 208.3, 361)]
    public void Import_LeftAtTheSlowerOfMeasuredAndCeiling(int seconds, double rate, int left)
    {
        ActivitySnapshot running = Activity(ActivityKinds.Import, batches: 100) with { RowsRead = 25_500, NotSent = 500, RowsExpected = 100_000 };
        ActivityPace pace = ActivityPace.Of(running, s_began.AddSeconds(seconds));
        Assert.Equal(rate, pace.Rate!.Value, 1);
        Assert.InRange(pace.TimeLeft!.Value.TotalSeconds, left - 1, left + 1);
    }

    [Theory]
    [InlineData(ActivityKinds.Import, 240)]
    [InlineData(ActivityKinds.Export, 200)]
    [InlineData(ActivityKinds.List, 20_000)]
    [InlineData(ActivityKinds.Tag, 40_000)]
    [InlineData(ActivityKinds.Delete, 20_000)]
    public void NothingMeasuredYet_LeftAtTheServicesLimits(string kind, int seconds)
    {
        ActivitySnapshot running = Activity(kind, batches: 0) with { RowsExpected = 100_000 };
        Assert.Equal(new ActivityPace(null, TimeSpan.FromSeconds(seconds)), ActivityPace.Of(running, s_began));
    }

    [Fact]
    public void NotKnownOrNotRunning_NoTimeLeft()
    {
        ActivitySnapshot running = Activity(ActivityKinds.Import, batches: 4);
        Assert.Null(ActivityPace.Of(running, s_began.AddSeconds(5)).TimeLeft);
        ActivitySnapshot stopped = running with { RowsExpected = 5000, State = ActivityState.Stopped, EndedAt = s_began.AddSeconds(20) };
        Assert.Equal(new ActivityPace(50, null), ActivityPace.Of(stopped, s_began.AddDays(1)));
        ActivitySnapshot killed = stopped with { EndedAt = null };
        Assert.Equal(250, ActivityPace.Of(killed, s_began.AddDays(1)).Rate);
        Assert.Null(ActivityPace.Of(running with { LastRunAt = s_began.AddHours(1) }, s_began.AddHours(2)).Rate);
    }

    private static ActivitySnapshot Activity(string kind, int batches) => new()
    {
        Header = TempJournal.Header with { Kind = kind, Settings = new Dictionary<string, string?>() },
        Folder = string.Empty,
        State = ActivityState.Running,
        LastRunAt = s_began,
        Batches = Enumerable.Range(1, batches).Select(number => new BatchRecord(number, 250, BatchOutcome.Pending, "id-" + number, s_began.AddSeconds(Math.Min(number, 4)))).ToList(),
    };
}
