using System;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>Waiting on an injected clock, on both frameworks.</summary>
internal static class ClockExtensions
{
    /// <summary>
    /// Waits for a span, rounded up to whole milliseconds: a delay cuts the rest off, and whoever waits for a moment
    /// less than a millisecond away would turn in circles until it comes.
    /// </summary>
    public static Task PauseAsync(this TimeProvider clock, TimeSpan span, CancellationToken token)
    {
        TimeSpan whole = span > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds)) : span;
#if NET8_0_OR_GREATER
        return Task.Delay(whole, clock, token);
#else
        return TimeProviderTaskExtensions.Delay(clock, whole, token);
#endif
    }
}
