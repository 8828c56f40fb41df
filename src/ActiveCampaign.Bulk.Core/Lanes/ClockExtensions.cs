using System;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>Waiting on an injected clock, on both frameworks.</summary>
internal static class ClockExtensions
{
#if NET8_0_OR_GREATER
    public static Task PauseAsync(this TimeProvider clock, TimeSpan span, CancellationToken token) => Task.Delay(span, clock, token);
#else
    public static Task PauseAsync(this TimeProvider clock, TimeSpan span, CancellationToken token) =>
        TimeProviderTaskExtensions.Delay(clock, span, token);
#endif
}
