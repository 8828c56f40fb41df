using System;
using ActiveCampaign.Bulk.Core.Status;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Status;

public sealed class LookScheduleTests
{
    [Fact]
    public void FirstLook_NothingLearned_IsFiveSeconds()
    {
        LookSchedule schedule = new();
        Assert.Null(schedule.Typical);
        Assert.Equal(TimeSpan.FromSeconds(5), schedule.FirstLook());
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(4, 1)]
    [InlineData(20, 5)]
    [InlineData(240, 60)]
    [InlineData(3600, 60)]
    [InlineData(0, 1)]
    public void NextLook_ByAge_IsAQuarterWithinBounds(double age, double wait) =>
        Assert.Equal(TimeSpan.FromSeconds(wait), new LookSchedule().NextLook(TimeSpan.FromSeconds(age)));

    [Fact]
    public void Learn_SeveralLooks_TakesTheAge()
    {
        LookSchedule schedule = new();
        schedule.Learn(TimeSpan.FromSeconds(20), 3);
        Assert.Equal(20, schedule.Typical!.Value.TotalSeconds, 6);
        schedule.Learn(TimeSpan.FromSeconds(40), 2);
        Assert.Equal((0.7 * 20) + (0.3 * 40), schedule.FirstLook().TotalSeconds, 6);
    }

    [Fact]
    public void Learn_OneLook_LeansEarlier()
    {
        LookSchedule schedule = new();
        schedule.Learn(TimeSpan.FromSeconds(20), 1);
        Assert.Equal(17, schedule.FirstLook().TotalSeconds, 6);
    }

    [Fact]
    public void Learn_EverShorter_GoesDownToASecond()
    {
        LookSchedule schedule = new();
        schedule.Learn(TimeSpan.FromSeconds(10), 2);
        for (int i = 0; i < 60; i++)
            schedule.Learn(schedule.FirstLook(), 1);
        Assert.Equal(TimeSpan.FromSeconds(1), schedule.FirstLook());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Learn_LeftBehindForHours_DoesNotPutOffTheLooksAtOthers(int looks)
    {
        LookSchedule schedule = new();
        schedule.Learn(TimeSpan.FromHours(12), looks);
        Assert.Equal(TimeSpan.FromSeconds(60), schedule.FirstLook());
        schedule.Learn(TimeSpan.FromSeconds(10), 2);
        double typical = schedule.FirstLook().TotalSeconds;
        schedule.Learn(TimeSpan.FromHours(4), looks);
        Assert.Equal((0.7 * typical) + (0.3 * 4 * typical), schedule.FirstLook().TotalSeconds, 6);
    }

    [Fact]
    public void Learn_ClockSetBack_IsForgottenWithTheNextBatch()
    {
        LookSchedule schedule = new();
        schedule.Learn(TimeSpan.FromMinutes(-59), 2);
        Assert.Equal(TimeSpan.FromSeconds(1), schedule.FirstLook());
        for (int i = 0; i < 20; i++)
            schedule.Learn(TimeSpan.FromSeconds(8), 2);
        Assert.Equal(8, schedule.FirstLook().TotalSeconds, 1);
    }

    [Fact]
    public void Interval_Given_BeatsAll()
    {
        LookSchedule schedule = new() { Interval = TimeSpan.FromSeconds(3) };
        schedule.Learn(TimeSpan.FromSeconds(50), 2);
        Assert.Equal(TimeSpan.FromSeconds(3), schedule.FirstLook());
        Assert.Equal(TimeSpan.FromSeconds(3), schedule.NextLook(TimeSpan.FromSeconds(500)));
    }
}
