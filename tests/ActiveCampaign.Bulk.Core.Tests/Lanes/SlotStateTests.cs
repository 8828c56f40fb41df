using System;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Lanes;

/// <summary>In which order several lanes take slots that they share.</summary>
public sealed class SlotStateTests
{
    private static readonly LaneRule s_rule = new(1, TimeSpan.FromMinutes(1), FreesByArrival: false);
    private static readonly TimeSpan s_courtesy = TimeSpan.FromMilliseconds(10);

    private readonly VirtualClock _clock = new();
    private readonly MemorySlots _slots;

    public SlotStateTests()
    {
        // One slot, used by the first seat and free in a minute; the second seat waits before the third and the first.
        _slots = new MemorySlots(_clock);
        Assert.Equal(TimeSpan.Zero, Look(1));
        Answer();
        foreach (long seat in new[] { 2, 3, 1 })
            Assert.Equal(TimeSpan.FromMinutes(1), Look(seat));
    }

    [Fact]
    public void TryTake_Quicker_LetsThoseFirstWhoWaitLonger()
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(s_courtesy, Look(1));
        Assert.Equal(s_courtesy, Look(3));
        Assert.Equal(s_courtesy, Look(4));
        Assert.Equal(TimeSpan.Zero, Look(2));
    }

    [Fact]
    public void TryTake_EverySeatAgain_TakesTurns()
    {
        for (int turn = 1; turn <= 9; turn++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            long first = (turn % 3) + 1;
            foreach (long seat in new long[] { 1, 2, 3 })
                Assert.True(seat == first || Look(seat) == s_courtesy);
            Assert.Equal(TimeSpan.Zero, Look(first));
            Answer();
            Assert.Equal(TimeSpan.FromMinutes(1), Look(first));
            foreach (long seat in new long[] { 1, 2, 3 })
                Look(seat);
        }
    }

    [Fact]
    public void TryTake_WhoWaitsLongerDoesNotCome_LosesItsPlaceSoon()
    {
        _clock.Advance(TimeSpan.FromSeconds(60.09));
        Assert.Equal(s_courtesy, Look(1));
        Assert.Equal(s_courtesy, Look(3));
        _clock.Advance(TimeSpan.FromSeconds(0.011));
        Assert.Equal(s_courtesy, Look(1));
        Assert.Equal(TimeSpan.Zero, Look(3));
    }

    [Fact]
    public void TryTake_WhoWaitsLongerLooksLater_IsNotWaitedFor()
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.Zero, Look(2));
        Look(3);
        Look(1);
        _slots.Change(state => state.GiveBack(_slots.Owner, 1, null));
        _slots.Change(state => state.GiveBack(_slots.Owner, 1, _slots.Now + TimeSpan.FromSeconds(30).Ticks));
        Assert.Equal(TimeSpan.FromSeconds(30), Look(3));
        _slots.Change(state => state.Slots.Clear());
        Assert.Equal(TimeSpan.Zero, Look(1));
    }

    private TimeSpan Look(long seat) => _slots.Look(state => state.TryTake(new SlotRequest(seat, 1, s_rule), _slots), TimeSpan.MaxValue);

    private void Answer() => _slots.Change(state => state.GiveBack(_slots.Owner, 1, _slots.Now + s_rule.Window.Ticks));
}
