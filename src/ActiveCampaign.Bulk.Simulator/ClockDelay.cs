using System;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Simulator;

/// <summary>The one way of waiting, by the clock it is given.</summary>
internal static class ClockDelay
{
    public static Task WaitAsync(this TimeProvider clock, TimeSpan span, CancellationToken cancellation)
    {
        if (span <= TimeSpan.Zero)
            return Task.CompletedTask;
#if NET8_0_OR_GREATER
        return Task.Delay(span, clock, cancellation);
#else
        return clock.Delay(span, cancellation);
#endif
    }
}
