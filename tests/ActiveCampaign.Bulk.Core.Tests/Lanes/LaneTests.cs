using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Lanes;

[Collection(VirtualTimeCollection.Name)]
public sealed class LaneTests
{
    private static readonly LaneRule s_minute = new(1, TimeSpan.FromMinutes(1), FreesByArrival: false);
    private static readonly LaneRule s_second = new(1, TimeSpan.FromSeconds(1), FreesByArrival: true);

    private readonly VirtualClock _clock = new();
    private readonly DateTimeOffset _start;

    public LaneTests() => _start = _clock.GetUtcNow();

    private double Seconds => (_clock.GetUtcNow() - _start).TotalSeconds;

    [Fact]
    public async Task Release_OfACallThatWasGivenUp_FreesAWindowLater()
    {
        using Lane lane = new(_clock, s_second);
        for (int answered = 0; answered < 3; answered++)
        {
            LaneSlot slot = await _clock.ToEndAsync(lane.AcquireAsync(default));
            _clock.Advance(TimeSpan.FromMilliseconds(200));
            lane.Release(slot);
        }

        LaneSlot givenUp = await _clock.ToEndAsync(lane.AcquireAsync(default));
        double before = Seconds;
        lane.Release(givenUp, isTaken: false, isAnswered: false);
        await _clock.ToEndAsync(lane.AcquireAsync(default));
        Assert.InRange(Seconds - before, 1, 1.1);
    }

    [Fact]
    public async Task Acquire_UpToCapacity_IsAtOnceAndNoFurther()
    {
        using Lane lane = new(_clock, new LaneRule(3, TimeSpan.FromMinutes(1), false));
        for (int i = 0; i < 3; i++)
            Assert.True(lane.AcquireAsync(default).IsCompletedSuccessfully);
        Task<LaneSlot> fourth = lane.AcquireAsync(default);
        await Drive.HopAsync();
        Assert.False(fourth.IsCompleted);
        Assert.True(lane.IsWaiting);
    }

    [Fact]
    public async Task Acquire_WithoutAnswer_NeverFrees()
    {
        using Lane lane = new(_clock, s_minute);
        await lane.AcquireAsync(default);
        Task<LaneSlot> next = lane.AcquireAsync(default);
        _clock.Advance(TimeSpan.FromHours(5));
        await Drive.HopAsync();
        Assert.False(next.IsCompleted);
    }

    [Fact]
    public async Task Acquire_ImportRule_FreesAWindowAfterTheAnswer()
    {
        using Lane lane = new(_clock, s_minute);
        LaneSlot slot = await lane.AcquireAsync(default);
        Task<LaneSlot> next = lane.AcquireAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(10));
        lane.Release(slot);
        _clock.Advance(TimeSpan.FromSeconds(59.999));
        await Drive.HopAsync();
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        await Drive.NowAsync(next);
        Assert.Equal(70, Seconds, 6);
    }

    [Fact]
    public async Task Acquire_GeneralRule_FreesByLatestArrival()
    {
        using Lane lane = new(_clock, s_second);
        List<double> granted = [];
        foreach (double latency in new[] { 0.2, 0.5, 0.1, 0.4, 0 })
        {
            LaneSlot slot = await _clock.ToEndAsync(lane.AcquireAsync(default));
            granted.Add(Seconds);
            _clock.Advance(TimeSpan.FromSeconds(latency));
            lane.Release(slot);
        }

        // Answer, less the least latency so far, and a second with its margin of ten milliseconds. The first call may
        // have spent its time on the way there: nothing is subtracted.
        Assert.Equal([0, 1.21, 1.21 + 0.5 - 0.2 + 1.01, 2.52 + 0.1 - 0.1 + 1.01, 3.53 + 0.4 - 0.1 + 1.01], granted, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1234567)]
    public async Task Acquire_WaitOfBrokenMilliseconds_Ends(long ticks)
    {
        using Lane lane = new(_clock, s_minute);
        LaneSlot slot = await lane.AcquireAsync(default);
        _clock.Advance(TimeSpan.FromTicks(ticks));
        lane.Release(slot);
        _clock.Advance(TimeSpan.FromTicks(4567));
        await _clock.ToEndAsync(lane.AcquireAsync(default));
        double due = TimeSpan.FromMinutes(1).TotalSeconds + TimeSpan.FromTicks(ticks).TotalSeconds;
        Assert.InRange(Seconds, due, due + 0.001);
    }

    [Fact]
    public async Task Acquire_GeneralLaneUnderLoad_KeepsTheLimitAndTheSpeed()
    {
        using Lane lane = new(_clock, ServiceLimits.GeneralLane);
        List<double> granted = [];
        for (int i = 0; i < 50; i++)
        {
            LaneSlot slot = await _clock.ToEndAsync(lane.AcquireAsync(default));
            granted.Add(Seconds);
            _clock.Advance(TimeSpan.FromSeconds(0.2));
            lane.Release(slot);
        }

        for (int i = 5; i < granted.Count; i++)
            Assert.True(granted[i] - granted[i - 5] > 1, $"Call {i} is the sixth within a second.");

        // Nine rounds of a second and the margin, the first with its latency; a window after each answer would take two seconds more.
        Assert.Equal((9 * 1.01) + 0.2 + (4 * 0.2), granted[49], 6);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pause_Lane_HoldsEverybodyAndCounts(bool paced)
    {
        using Lane lane = new(_clock, paced ? new LaneRule(100, TimeSpan.FromMinutes(1), false) : null);
        lane.Pause(TimeSpan.FromSeconds(30));
        lane.Pause(TimeSpan.FromSeconds(10));
        Assert.Equal(2, lane.Refusals);
        Task<LaneSlot> first = lane.AcquireAsync(default);
        Task<LaneSlot> second = lane.AcquireAsync(default);
        _clock.Advance(TimeSpan.FromSeconds(29.999));
        await Drive.HopAsync();
        Assert.False(first.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        await Drive.NowAsync(first);
        await Drive.NowAsync(second);
    }

    [Fact]
    public async Task Pause_WhileOneWaits_HoldsItLonger()
    {
        using Lane lane = new(_clock, s_minute);
        lane.Release(await lane.AcquireAsync(default));
        Task<LaneSlot> next = lane.AcquireAsync(default);
        lane.Pause(TimeSpan.FromSeconds(90));
        await _clock.ToEndAsync(next);
        Assert.Equal(90, Seconds, 6);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(4, 4)]
    [InlineData(100, 5)]
    public async Task Correct_Remaining_LeavesThatMany(int remaining, int free)
    {
        using Lane lane = new(_clock, ServiceLimits.GeneralLane);
        lane.Correct(remaining);
        for (int i = 0; i < free; i++)
            Assert.True(lane.AcquireAsync(default).IsCompletedSuccessfully);
        Task<LaneSlot> next = lane.AcquireAsync(default);
        await Drive.HopAsync();
        Assert.False(next.IsCompleted);
        if (free < 5)
        {
            await _clock.ToEndAsync(next);
            Assert.Equal(1, Seconds, 6);
        }
    }

    [Fact]
    public async Task Correct_Twice_HoldsNoSlotTwice()
    {
        using Lane lane = new(_clock, ServiceLimits.GeneralLane);
        LaneSlot slot = await lane.AcquireAsync(default);
        lane.Correct(3);
        lane.Correct(3);
        lane.Release(slot);
        for (int i = 0; i < 3; i++)
            Assert.True(lane.AcquireAsync(default).IsCompletedSuccessfully);
        Task<LaneSlot> next = lane.AcquireAsync(default);
        await Drive.HopAsync();
        Assert.False(next.IsCompleted);
    }

    [Fact]
    public void Correct_Unpaced_IsNothing()
    {
        using Lane lane = new(_clock, null);
        lane.Correct(0);
        for (int i = 0; i < 1000; i++)
            Assert.True(lane.AcquireAsync(default).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Acquire_Several_AreServedInOrder()
    {
        using Lane lane = new(_clock, s_minute);
        List<int> order = [];
        LaneSlot held = await lane.AcquireAsync(default);
        List<Task> waiting = [];
        for (int i = 0; i < 8; i++)
            waiting.Add(CallAsync(i));
        lane.Release(held);
        await _clock.ToEndAsync(Task.WhenAll(waiting));
        Assert.Equal(Enumerable.Range(0, 8), order);
        Assert.Equal(8 * 60, Seconds, 6);

        async Task CallAsync(int number)
        {
            LaneSlot slot = await lane.AcquireAsync(default);
            order.Add(number);
            lane.Release(slot);
        }
    }

    [Fact]
    public async Task Cancel_Slot_FreesItAtOnce()
    {
        using Lane lane = new(_clock, s_minute);
        LaneSlot slot = await lane.AcquireAsync(default);
        Task<LaneSlot> next = lane.AcquireAsync(default);
        lane.Cancel(slot);
        await Drive.NowAsync(next);
        Assert.Equal(0, Seconds, 6);
    }

    [Fact]
    public async Task Acquire_Stopped_ReturnsAtOnceAndLeavesTheTurn()
    {
        using Lane lane = new(_clock, s_minute);
        LaneSlot held = await lane.AcquireAsync(default);
        using CancellationTokenSource stop = new();
        Task<LaneSlot> head = lane.AcquireAsync(stop.Token);
        Task<LaneSlot> behind = lane.AcquireAsync(stop.Token);
        Task<LaneSlot> other = lane.AcquireAsync(default);
        await stop.CancelAsync();
        await Drive.UntilAsync(() => head.IsCompleted && behind.IsCompleted);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => head);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => behind);
        lane.Cancel(held);
        await Drive.NowAsync(other);
    }

    [Fact]
    public async Task Acquire_AlreadyStopped_TakesNoSlot()
    {
        using Lane lane = new(_clock, s_minute);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lane.AcquireAsync(new CancellationToken(true)));
        Assert.True(lane.AcquireAsync(default).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Acquire_ManyStoppedAndCancelled_LeakNoSlot()
    {
        using Lane lane = new(_clock, new LaneRule(4, TimeSpan.FromSeconds(1), false));
        List<Task> calls = [];
        for (int i = 0; i < 120; i++)
            calls.Add(CallAsync(i));
        await _clock.ToEndAsync(Task.WhenAll(calls));
        _clock.Advance(TimeSpan.FromSeconds(1));
        for (int i = 0; i < 4; i++)
            Assert.True(lane.AcquireAsync(default).IsCompletedSuccessfully);
        Assert.False(lane.AcquireAsync(default).IsCompleted);

        async Task CallAsync(int number)
        {
#if NET
            using CancellationTokenSource stop = new(TimeSpan.FromSeconds(number % 7), _clock);
#else
            using CancellationTokenSource stop = _clock.CreateCancellationTokenSource(TimeSpan.FromSeconds(number % 7));
#endif
            try
            {
                LaneSlot slot = await lane.AcquireAsync(number % 3 == 0 ? stop.Token : default);
                if (number % 2 == 0)
                    lane.Release(slot);
                else
                    lane.Cancel(slot);
            }
            catch (OperationCanceledException)
            {
                Assert.Equal(0, number % 3);
            }
        }
    }

    [Fact]
    public void Rules_OfTheService_AreTheDocumentedOnes()
    {
        Assert.Equal(new LaneRule(100, TimeSpan.FromMinutes(1), false), ServiceLimits.BulkLane);
        Assert.Equal(new LaneRule(20, TimeSpan.FromMinutes(1), false), ServiceLimits.SingleLane);
        Assert.Equal(new LaneRule(5, TimeSpan.FromSeconds(1), true), ServiceLimits.GeneralLane);
    }

    [Fact]
    public void Refusals_OfASet_AreSummed()
    {
        using LaneSet lanes = ServiceLimits.CreateLanes(_clock);
        lanes.Bulk.Pause(TimeSpan.FromSeconds(1));
        lanes.Single.Pause(TimeSpan.FromSeconds(1));
        lanes.General.Pause(TimeSpan.FromSeconds(1));
        lanes.General.Pause(TimeSpan.FromSeconds(1));
        Assert.Equal(4, lanes.Refusals);
    }
}
