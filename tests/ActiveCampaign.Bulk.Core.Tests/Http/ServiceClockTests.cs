using System;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Http;

[Collection(VirtualTimeCollection.Name)]
public sealed class ServiceClockTests
{
    private static readonly DateTimeOffset s_now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Skew_NothingLearned_IsZero() => Assert.Equal(TimeSpan.Zero, new ServiceClock().Skew);

    [Theory]
    [InlineData(90.4)]
    [InlineData(-90.4)]
    [InlineData(0.9)]
    public void Learn_SeveralDates_ComesCloseAndNeverAhead(double ahead)
    {
        ServiceClock clock = new();
        for (int i = 0; i < 20; i++)
        {
            DateTimeOffset sent = s_now.AddSeconds(i * 1.15);
            clock.Learn(sent, sent.AddSeconds(0.1), Cut(sent.AddSeconds(0.05 + ahead)));
        }

        Assert.InRange(clock.Skew.TotalSeconds, ahead - 0.25, ahead);
    }

    [Fact]
    public void Learn_ClockWasSet_StartsAnew()
    {
        ServiceClock clock = new();
        clock.Learn(s_now, s_now, s_now.AddSeconds(30));
        clock.Learn(s_now.AddHours(1), s_now.AddHours(1), s_now.AddSeconds(30));
        Assert.Equal(TimeSpan.FromSeconds(30 - 3600), clock.Skew);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(-20_000_000)]
    public void Learn_NoCredibleDate_KeepsWhatItKnows(int? seconds)
    {
        ServiceClock clock = new();
        clock.Learn(s_now, s_now, s_now.AddSeconds(7));
        clock.Learn(s_now, s_now, seconds is int known ? s_now.AddSeconds(known) : null);
        Assert.Equal(TimeSpan.FromSeconds(7), clock.Skew);
    }

    [Fact]
    public async Task ServiceNow_FollowsTheDateOfAnswers()
    {
        using Wire wire = new();
        DateTimeOffset start = wire.Clock.GetUtcNow();
        wire.On("users/me", Wire.Answer(200, "{}", ("Date", start.AddMinutes(3).ToString("R", null))));
        using AccountConnection connection = wire.Connect();
        Assert.Equal(start, connection.ServiceNow);
        await wire.Clock.ToEndAsync(connection.CheckAsync(default));
        Assert.Equal(TimeSpan.FromMinutes(3), connection.ServiceNow - wire.Clock.GetUtcNow());
    }

    private static DateTimeOffset Cut(DateTimeOffset time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
