using System;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Lanes;

public sealed class ClockExtensionsTests
{
    [Fact]
    public void PauseAsync_LessThanAMillisecond_StillWaitsForTheClock()
    {
        VirtualClock clock = new();

        Task pause = clock.PauseAsync(TimeSpan.FromTicks(7500), CancellationToken.None);

        Assert.False(pause.IsCompleted);
        Assert.Equal(1, clock.PendingTimers);
    }
}
