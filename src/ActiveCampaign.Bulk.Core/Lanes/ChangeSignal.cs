using System;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>
/// Wakes whoever waits for a moment or for a change, whichever comes first. Take <see cref="Next"/> under the lock that
/// guards what changes, and no change is missed.
/// </summary>
internal sealed class ChangeSignal
{
    private TaskCompletionSource<bool> _next = New();

    /// <summary>Ends at the next change.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Something changed.</summary>
    public void Set() => Interlocked.Exchange(ref _next, New()).TrySetResult(true);

    /// <summary>Waits on a clock, or until a change.</summary>
    public static async Task WaitAsync(TimeProvider clock, TimeSpan wait, Task change, CancellationToken token)
    {
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(token);
        Task delay = clock.PauseAsync(wait, enough.Token);
        await Task.WhenAny(delay, change).ConfigureAwait(false);
        token.ThrowIfCancellationRequested();
#if NET8_0_OR_GREATER
        await enough.CancelAsync().ConfigureAwait(false);
#else
        enough.Cancel();
#endif
    }

    private static TaskCompletionSource<bool> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
