using System;
using ActiveCampaign.Bulk.Core.Status;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Status;

public sealed class PollScheduleTests
{
    [Fact]
    public void FirstLook_NothingLearned_IsFiveSeconds()
    {
        PollSchedule schedule = new();
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
        Assert.Equal(TimeSpan.FromSeconds(wait), new PollSchedule().NextLook(TimeSpan.FromSeconds(age)));

    [Theory]
    [InlineData(0, 30)]
    [InlineData(200, 50)]
    [InlineData(3600, 60)]
    public void Looks_OfAServiceThatAsksForPauses_AreNoCloserThanThose(double age, double wait)
    {
        PollSchedule schedule = new(TimeSpan.FromSeconds(30));
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(wait)), (schedule.FirstLook(), schedule.NextLook(TimeSpan.FromSeconds(age))));
    }

    [Fact]
    public void Learn_SeveralLooks_TakesTheAge()
    {
        PollSchedule schedule = new();
        schedule.Learn(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(16));
        Assert.Equal(20, schedule.Typical!.Value.TotalSeconds, 6);
        schedule.Learn(TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(36));
        Assert.Equal((0.7 * 20) + (0.3 * 40), schedule.FirstLook().TotalSeconds, 6);
    }

    [Fact]
    public void Learn_OneLook_LeansEarlier()
    {
        PollSchedule schedule = new();
        schedule.Learn(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(16));
        schedule.Learn(TimeSpan.FromSeconds(20), null);
        Assert.Equal((0.7 * 20) + (0.3 * 17), schedule.FirstLook().TotalSeconds, 6);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1.0)]
    public void Learn_LookThatCameLate_TeachesOnlyWhatItWasDueFor(double? openAt)
    {
        PollSchedule schedule = new();
        for (int i = 0; i < 40; i++)
            schedule.Learn(TimeSpan.FromMinutes(10), openAt is double open ? TimeSpan.FromSeconds(open) : null);
        Assert.InRange(schedule.FirstLook().TotalSeconds, 1, 5);
    }

    [Fact]
    public void FirstLook_BatchesThatSeemEndless_IsNoLaterThanFiveMinutes()
    {
        PollSchedule schedule = new();
        for (int i = 0; i < 40; i++)
            schedule.Learn(TimeSpan.FromDays(1), TimeSpan.FromDays(1));
        Assert.Equal(TimeSpan.FromMinutes(5), schedule.FirstLook());
    }

    [Fact]
    public void Learn_OpenJustBefore_TakesTheAgeInFull()
    {
        PollSchedule schedule = new();
        schedule.Learn(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(7));
        Assert.Equal(8, schedule.FirstLook().TotalSeconds, 6);
    }

    [Fact]
    public void Learn_EverShorter_GoesDownToASecond()
    {
        PollSchedule schedule = new();
        schedule.Learn(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(8));
        for (int i = 0; i < 60; i++)
            schedule.Learn(schedule.FirstLook(), null);
        Assert.Equal(TimeSpan.FromSeconds(1), schedule.FirstLook());
    }

    [Fact]
    public void Learn_LeftBehindForHours_DoesNotPutOffTheLooksAtOthers()
    {
        PollSchedule schedule = new();
        schedule.Learn(TimeSpan.FromHours(12), TimeSpan.FromHours(12));
        Assert.Equal(TimeSpan.FromSeconds(60), schedule.FirstLook());
        schedule.Learn(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(8));
        double typical = schedule.FirstLook().TotalSeconds;
        schedule.Learn(TimeSpan.FromHours(4), TimeSpan.FromHours(4));
        Assert.Equal((0.7 * typical) + (0.3 * 4 * typical), schedule.FirstLook().TotalSeconds, 6);
    }

    [Fact]
    public void Learn_ClockSetBack_IsForgottenWithTheNextBatch()
    {
        PollSchedule schedule = new();
        schedule.Learn(TimeSpan.FromMinutes(-59), TimeSpan.FromMinutes(-60));
        Assert.Equal(TimeSpan.FromSeconds(1), schedule.FirstLook());
        for (int i = 0; i < 20; i++)
            schedule.Learn(TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(7));
        Assert.Equal(8, schedule.FirstLook().TotalSeconds, 1);
    }

    [Fact]
    public void Interval_Given_BeatsAll()
    {
        PollSchedule schedule = new() { Interval = TimeSpan.FromSeconds(3) };
        schedule.Learn(TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(47));
        Assert.Equal(TimeSpan.FromSeconds(3), schedule.FirstLook());
        Assert.Equal(TimeSpan.FromSeconds(3), schedule.NextLook(TimeSpan.FromSeconds(500)));
    }
}
