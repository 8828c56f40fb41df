using System;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>Waiting on an injected clock, on both frameworks.</summary>
internal static class ClockExtensions
{
    // Timers refuse what is longer than 24 or 49 days, by framework.
    private static readonly TimeSpan s_longestStep = TimeSpan.FromDays(1);

    /// <summary>Waits at least that long: the delay below cuts off broken milliseconds, and what is left would be waited for in a hot loop.</summary>
    public static Task PauseAsync(this TimeProvider clock, TimeSpan span, CancellationToken token)
    {
        long broken = span > TimeSpan.Zero ? span.Ticks % TimeSpan.TicksPerMillisecond : 0;
        TimeSpan whole = broken == 0 ? span : TimeSpan.FromTicks(span.Ticks - broken) + TimeSpan.FromMilliseconds(1);
        return whole <= s_longestStep ? DelayAsync(clock, whole, token) : StepAsync(clock, whole, token);
    }

    private static async Task StepAsync(TimeProvider clock, TimeSpan span, CancellationToken token)
    {
        for (TimeSpan left = span; left > TimeSpan.Zero; left -= s_longestStep)
            await DelayAsync(clock, left < s_longestStep ? left : s_longestStep, token).ConfigureAwait(false);
    }

    private static Task DelayAsync(TimeProvider clock, TimeSpan span, CancellationToken token) =>
#if NET8_0_OR_GREATER
        Task.Delay(span, clock, token);
#else
        TimeProviderTaskExtensions.Delay(clock, span, token);
#endif
}
