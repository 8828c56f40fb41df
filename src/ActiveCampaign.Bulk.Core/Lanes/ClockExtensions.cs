using System;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>Waiting on an injected clock, on both frameworks.</summary>
internal static class ClockExtensions
{
    /// <summary>Waits at least that long: the delay below cuts off broken milliseconds, and what is left would be waited for in a hot loop.</summary>
    public static Task PauseAsync(this TimeProvider clock, TimeSpan span, CancellationToken token)
    {
        long broken = span > TimeSpan.Zero ? span.Ticks % TimeSpan.TicksPerMillisecond : 0;
        TimeSpan whole = broken == 0 ? span : TimeSpan.FromTicks(span.Ticks - broken + TimeSpan.TicksPerMillisecond);
#if NET8_0_OR_GREATER
        return Task.Delay(whole, clock, token);
#else
        return TimeProviderTaskExtensions.Delay(clock, whole, token);
#endif
    }
}
