using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Lanes;

/// <summary>Several sets of lanes on one folder act as several processes do.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class SharedLaneTests : IDisposable
{
    private static readonly TimeSpan s_fiveMinutes = TimeSpan.FromMinutes(5);
    private static readonly LaneRule s_minute = new(2, TimeSpan.FromMinutes(1), FreesByArrival: false);

    private readonly TempFolder _temp = new();
    private readonly VirtualClock _clock = new();
    private readonly List<LaneSet> _open = [];
    private readonly DateTimeOffset _start;

    public SharedLaneTests() => _start = _clock.GetUtcNow();

    private string Folder => Path.Combine(_temp.Path, "host", "lanes");

    private string BulkFile => Path.Combine(Folder, "bulk.lane");

    private double Seconds => (_clock.GetUtcNow() - _start).TotalSeconds;

    public void Dispose()
    {
        foreach (LaneSet lanes in _open)
            lanes.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public async Task Acquire_TwoProcesses_ShareTheCapacity()
    {
        Lane a = Process().Bulk;
        Lane b = Process().Bulk;
        LaneSlot first = await a.AcquireAsync(default);
        Assert.True(b.AcquireAsync(default).IsCompletedSuccessfully);
        Task<LaneSlot> third = b.AcquireAsync(default);
        await Drive.HopAsync();
        Assert.False(third.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(10));
        a.Release(first);
        await _clock.ToEndAsync(third);
        Assert.Equal(70, Seconds, 3);
    }

    [Fact]
    public async Task Acquire_AllInFlightElsewhere_LooksAgainWithinATenthOfASecond()
    {
        Lane a = Process().Bulk;
        Lane b = Process().Bulk;
        List<LaneSlot> slots = [await a.AcquireAsync(default), await a.AcquireAsync(default)];
        Task<LaneSlot> next = b.AcquireAsync(default);
        await _clock.ToEndAsync(PassAsync(5));
        Assert.False(next.IsCompleted);
        a.Cancel(slots[0]);
        await _clock.ToEndAsync(next);
        Assert.InRange(Seconds, 5, 5.1);
    }

    [Fact]
    public async Task Acquire_LanesOfOneSet_HaveSlotsOfTheirOwn()
    {
        LaneSet lanes = Process();
        foreach (Lane lane in new[] { lanes.Bulk, lanes.Bulk, lanes.Single, lanes.Single, lanes.General, lanes.General })
            Assert.True(lane.AcquireAsync(default).IsCompletedSuccessfully);
        await Drive.HopAsync();
        Assert.False(lanes.Single.AcquireAsync(default).IsCompleted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Acquire_OwnerIsDead_FreesAWindowAfterItIsNoticed(bool leavesItsFile)
    {
        LaneSet dead = Process();
        await dead.Bulk.AcquireAsync(default);
        await dead.Bulk.AcquireAsync(default);
        string file = Assert.Single(Directory.GetFiles(Folder, "*.owner"));
        _clock.Advance(TimeSpan.FromMinutes(30));
        dead.Dispose();
        if (leavesItsFile)
            await File.WriteAllBytesAsync(file, []);
        Lane lane = Process().Bulk;
        await _clock.ToEndAsync(lane.AcquireAsync(default));
        Assert.Equal((30 * 60) + 60, Seconds, 3);
        Assert.True(lane.AcquireAsync(default).IsCompletedSuccessfully);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Acquire_OwnerLives_NeverFrees()
    {
        Lane a = Process().Bulk;
        await a.AcquireAsync(default);
        await a.AcquireAsync(default);
        Task<LaneSlot> next = Process().Bulk.AcquireAsync(default);
        await _clock.ToEndAsync(PassAsync(200));
        Assert.False(next.IsCompleted);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("short")]
    [InlineData("long")]
    [InlineData("changed")]
    [InlineData("text")]
    public async Task Acquire_TornFile_IsFullForAWindowAndThenWhole(string how)
    {
        Process().Bulk.Cancel(await Process().Bulk.AcquireAsync(default));
        byte[] block = await File.ReadAllBytesAsync(BulkFile);
        block[30]++;
        await File.WriteAllBytesAsync(BulkFile, how switch
        {
            "empty" => [],
            "short" => [.. block.Take(1000)],
            "long" => [.. block, .. block],
            "changed" => block,
            _ => "no lane"u8.ToArray(),
        });
        LaneSet lanes = Process();
        await _clock.ToEndAsync(lanes.Bulk.AcquireAsync(default));
        Assert.Equal(60, Seconds, 3);
        Assert.True(Process().Bulk.AcquireAsync(default).IsCompletedSuccessfully);
        Assert.Equal(block.Length, new FileInfo(BulkFile).Length);
        Assert.Null(lanes.Alone);
    }

    [Fact]
    public async Task Release_AfterTheFileWasTorn_HoldsItsSlot()
    {
        Lane a = Process().Bulk;
        LaneSlot slot = await a.AcquireAsync(default);
        await File.WriteAllBytesAsync(BulkFile, []);
        _clock.Advance(TimeSpan.FromSeconds(50));
        a.Release(slot);
        _clock.Advance(TimeSpan.FromSeconds(59));
        Lane b = Process().Bulk;
        Task<LaneSlot> next = b.AcquireAsync(default);
        await _clock.ToEndAsync(next);
        Assert.Equal(110, Seconds, 3);
    }

    [Fact]
    public async Task Acquire_StaleFile_IsFree()
    {
        Lane a = Process().Bulk;
        a.Release(await a.AcquireAsync(default));
        a.Release(await a.AcquireAsync(default));
        a.Pause(TimeSpan.FromHours(2));
        _clock.Advance(TimeSpan.FromDays(3));
        Lane b = Process().Bulk;
        Assert.True(b.AcquireAsync(default).IsCompletedSuccessfully);
        Assert.True(b.AcquireAsync(default).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Acquire_ClockSetBack_WaitsNoLongerThanAWindow()
    {
        Lane a = Process().Bulk;
        a.Release(await a.AcquireAsync(default));
        a.Release(await a.AcquireAsync(default));
        VirtualClock back = new(_start - TimeSpan.FromHours(1));
        await back.ToEndAsync(Process(back).Bulk.AcquireAsync(default));
        Assert.InRange((back.GetUtcNow() - _start + TimeSpan.FromHours(1)).TotalSeconds, 60, 60.1);
    }

    [Fact]
    public async Task Pause_ClockSetBack_IsNoLongerThanItWas()
    {
        Process().Bulk.Pause(TimeSpan.FromSeconds(30));
        VirtualClock back = new(_start - TimeSpan.FromHours(1));
        await back.ToEndAsync(Process(back).Bulk.AcquireAsync(default));
        Assert.InRange((back.GetUtcNow() - _start + TimeSpan.FromHours(1)).TotalSeconds, 30, 30.1);
    }

    [Fact]
    public async Task Pause_OfOneProcess_HoldsAllAndIsCountedOnce()
    {
        LaneSet a = Process();
        LaneSet b = Process();
        await b.Bulk.AcquireAsync(default);
        a.Bulk.Pause(TimeSpan.FromSeconds(30));
        Assert.True(b.Bulk.IsPaused);
        await _clock.ToEndAsync(b.Bulk.AcquireAsync(default));
        Assert.Equal(30, Seconds, 3);
        Assert.False(b.Bulk.IsPaused);
        Assert.Equal((1, 0), (a.Refusals, b.Refusals));
    }

    [Theory]
    [InlineData(false, 86_400)]
    [InlineData(true, 86_400)]
    [InlineData(true, 31_536_000)]
    [InlineData(true, int.MaxValue)]
    public async Task Pause_AskedForADayOrAYear_OneCallTriesAfterMinutes_InEveryProcess(bool shared, int seconds)
    {
        LaneRule rule = s_minute with { Capacity = 4 };
        using LaneSet alone = new(_clock, rule, rule, rule);
        (LaneSet a, LaneSet b) = shared ? (Process(rule: rule), Process(rule: rule)) : (alone, alone.WithShare(0.5));
        LaneSlot refused = await a.Bulk.AcquireAsync(default);
        a.Bulk.Pause(TimeSpan.FromSeconds(seconds));
        a.Bulk.Release(refused, isTaken: false);
        LanePause pause = b.Paused!;
        Assert.Equal((_start + s_fiveMinutes, true), (pause.Until, pause.AskedUntil >= _start + TimeSpan.FromSeconds(Math.Min(seconds, 300_000_000))));

        Task<LaneSlot>[] calls = [a.Bulk.AcquireAsync(default), b.Bulk.AcquireAsync(default), a.Bulk.AcquireAsync(default)];
        await _clock.ToEndAsync(PassAsync(600));
        Task<LaneSlot> probe = Assert.Single(calls, call => call.IsCompleted);
        LaneSet prober = probe == calls[1] ? b : a;
        prober.Bulk.Release(await probe, isTaken: true);
        await _clock.ToEndAsync(Task.WhenAll(calls));
        Assert.Null(b.Paused);
        Assert.InRange(Seconds, 600, 601);
    }

    [Fact]
    public async Task Pause_OfAYearFromAnEarlierVersion_IsCutToMinutes()
    {
        LaneSet lanes = Process();
        lanes.Bulk.Cancel(await lanes.Bulk.AcquireAsync(default));
        SlotState old = new() { PausedUntil = (_start + TimeSpan.FromDays(365)).UtcTicks, PauseLength = TimeSpan.FromDays(365).Ticks };
        await File.WriteAllBytesAsync(BulkFile, SlotFormat.Write(old));
        await _clock.ToEndAsync(Process().Bulk.AcquireAsync(default));
        Assert.Equal(300, Seconds, 3);
    }

    [Fact]
    public async Task PauseAsync_LongerThanAnyTimer_IsWaitedInSteps()
    {
        Task years = _clock.PauseAsync(TimeSpan.FromDays(400), default);
        Task infinite = TimeProvider.System.PauseAsync(TimeSpan.FromDays(400), new System.Threading.CancellationToken(true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => infinite);
        await _clock.ToEndAsync(years, longestStep: TimeSpan.FromDays(2));
        Assert.Equal(400 * 86_400, Seconds, 3);
    }

    [Fact]
    public async Task Correct_OfOneProcess_HoldsForAll()
    {
        LaneSet a = Process();
        a.General.Correct(0);
        await _clock.ToEndAsync(Process().General.AcquireAsync(default));
        Assert.Equal(60, Seconds, 3);
    }

    [Fact]
    public async Task Acquire_FolderUnwritable_GoesOnAloneAndSaysWhy()
    {
        await File.WriteAllTextAsync(Path.Combine(_temp.Path, "host"), "a file where a folder should be");
        LaneSet lanes = Process();
        Assert.Null(lanes.Alone);
        LaneSlot slot = await lanes.Bulk.AcquireAsync(default);
        await lanes.Bulk.AcquireAsync(default);
        Assert.Contains("AC_BULK_HOME", lanes.Alone, StringComparison.Ordinal);
        Task<LaneSlot> third = lanes.Bulk.AcquireAsync(default);
        lanes.Bulk.Release(slot);
        await _clock.ToEndAsync(third);
        Assert.Equal(60, Seconds, 3);
    }

    [Fact]
    public async Task Acquire_FileBecomesUnwritable_KeepsWhatIsKnown()
    {
        Lane other = Process().Bulk;
        LaneSet lanes = Process();
        await other.AcquireAsync(default);
        await lanes.Bulk.AcquireAsync(default);
        File.Delete(BulkFile);
        Directory.CreateDirectory(BulkFile);
        Task<LaneSlot> next = lanes.Bulk.AcquireAsync(default);
        await _clock.ToEndAsync(next);
        Assert.NotNull(lanes.Alone);
        Assert.Equal(60, Seconds, 3);
    }

    [Fact]
    public async Task Acquire_FileIsHeldForLong_GoesOnAlone()
    {
        LaneSet lanes = Process();
        lanes.Bulk.Cancel(await lanes.Bulk.AcquireAsync(default));
        using FileStream held = new(BulkFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Task<LaneSlot> next = lanes.Bulk.AcquireAsync(default);
        await Drive.HopAsync();
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(31));
        await _clock.ToEndAsync(next);
        Assert.Contains(BulkFile, lanes.Alone, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Release_WhileTheFileIsHeld_CountsAtTheNextLook()
    {
        LaneSet lanes = Process();
        LaneSlot slot = await lanes.Bulk.AcquireAsync(default);
        await lanes.Bulk.AcquireAsync(default);
        using (FileStream held = new(BulkFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            lanes.Bulk.Release(slot);
        _clock.Advance(TimeSpan.FromSeconds(20));
        await _clock.ToEndAsync(lanes.Bulk.AcquireAsync(default));
        Assert.Equal(60, Seconds, 3);
    }

    [Fact]
    public async Task Acquire_FolderWasDeleted_MakesItAgain()
    {
        LaneSet lanes = Process();
        lanes.Bulk.Cancel(await lanes.Bulk.AcquireAsync(default));
        Directory.Delete(Folder, recursive: true);
        await lanes.Bulk.AcquireAsync(default);
        Assert.Null(lanes.Alone);
        Assert.Single(Directory.GetFiles(Folder, "*.owner"));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(0.5, 2)]
    [InlineData(0.7, 2)]
    [InlineData(0.05, 1)]
    public async Task WithShare_OfALane_TakesThatManyTogether(double share, int taken)
    {
        LaneRule rule = s_minute with { Capacity = 4 };
        LaneSet[] sets = [Process(rule: rule).WithShare(share), Process(rule: rule).WithShare(share)];
        Assert.All(sets, set => Assert.Equal(share, set.Share));
        Task<LaneSlot>[] calls = [.. Enumerable.Range(0, 8).Select(i => sets[i % 2].Bulk.AcquireAsync(default))];
        await Drive.HopAsync();
        Assert.Equal(taken, calls.Count(call => call.IsCompletedSuccessfully));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WithShare_BesideTheWhole_KeepsToItsOwnAndStarvesNobody(bool shared)
    {
        LaneRule rule = s_minute with { Capacity = 4 };
        using LaneSet alone = new(_clock, rule, rule, rule);
        LaneSet whole = shared ? Process(rule: rule) : alone;
        LaneSet half = whole.WithShare(0.5);
        Task<LaneSlot>[] few = Calls(half, 3);
        Task<LaneSlot>[] many = Calls(whole, 3);
        await Drive.UntilAsync(() => Granted(few) + Granted(many) >= 4);
        Assert.Equal((2, 2), (Granted(few), Granted(many)));
        whole.Bulk.Release(await many[0]);
        half.Bulk.Release(await few[0]);

        // A lane that has read the clock and not yet set its timer would wait from where the clock stands by then.
        await Drive.UntilAsync(() => _clock.IsDueTogether(2, _start + s_minute.Window));
        await _clock.ToEndAsync(Task.WhenAll(few.Concat(many)));
        Assert.Equal(60, Seconds, 3);

        static Task<LaneSlot>[] Calls(LaneSet lanes, int count) => [.. Enumerable.Range(0, count).Select(_ => lanes.Bulk.AcquireAsync(default))];
        static int Granted(Task<LaneSlot>[] calls) => calls.Count(call => call.IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void WithShare_OutOfRange_IsRefused(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Process().WithShare(share));

    [Fact]
    public void InFolder_CapacityThatDoesNotFit_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Process(rule: s_minute with { Capacity = SlotFormat.MaxSlots + 1 }));

    private LaneSet Process(VirtualClock? clock = null, LaneRule? rule = null)
    {
        LaneSet lanes = LaneSet.InFolder(Folder, clock ?? _clock, rule ?? s_minute, rule ?? s_minute, rule ?? s_minute);
        _open.Add(lanes);
        return lanes;
    }

    private Task PassAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), _clock);
}
