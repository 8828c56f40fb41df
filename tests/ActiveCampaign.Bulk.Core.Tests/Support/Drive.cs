using System;
#if !NETFRAMEWORK
using System.Diagnostics;
#endif
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Tests.Support;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>
/// Moves a virtual clock while something waits on it. A step never goes further than five minutes, so that a time-out
/// of ten (see Wire) only falls due in a test that wants it to.
/// </summary>
internal static class Drive
{
    private const int Patience = 2_000_000;
#if !NETFRAMEWORK

    // A thread that the test host took looks busy for ever.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(200);

    private static int s_kept = int.MaxValue;
#endif

    public static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(5);

    /// <summary>Moves from timer to timer until the task has ended.</summary>
    public static async Task ToEndAsync(this VirtualClock clock, Task task, Func<bool>? isAtRest = null, TimeSpan? longestStep = null)
    {
        for (int idle = 0; !task.IsCompleted; idle++)
        {
            await HopAsync(isAtRest is null ? 5 : 50);
            if (task.IsCompleted)
                break;
            if (!clock.IsFiring && isAtRest?.Invoke() != false && clock.AdvanceToNext(clock.GetUtcNow() + (longestStep ?? LongestStep)))
                idle = 0;
            else if (idle > Patience)
                throw new InvalidOperationException("Nothing moves any more.");
        }

        await task;
    }

    /// <summary>Moves from timer to timer until the task has ended, and returns what it made.</summary>
    public static async Task<T> ToEndAsync<T>(this VirtualClock clock, Task<T> task, Func<bool>? isAtRest = null, TimeSpan? longestStep = null)
    {
        await clock.ToEndAsync((Task)task, isAtRest, longestStep);
        return await task;
    }

    /// <summary>Waits for what needs no time to pass.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        for (int idle = 0; !condition(); idle++)
        {
            if (idle > Patience)
                throw new InvalidOperationException("It does not happen.");
            await HopAsync(1);
        }
    }

    /// <summary>Waits for what needs no time to pass.</summary>
    public static async Task<T> NowAsync<T>(Task<T> task)
    {
        await UntilAsync(() => task.IsCompleted);
        return await task;
    }

    /// <summary>
    /// Lets everything run that is queued on the thread pool, and what it queues. A thread that the machine has put
    /// aside in the middle of its work is waited for too: whoever uses this has the pool for itself (see
    /// VirtualTimeCollection).
    /// </summary>
    public static async Task HopAsync(int times = 50)
    {
        for (int i = 0; i < times; i++)
            await HopOnceAsync().ConfigureAwait(false);
#if !NETFRAMEWORK
        await RestAsync().ConfigureAwait(false);
#endif
    }

    private static async Task HopOnceAsync()
    {
        TaskCompletionSource<bool> done = new();
        ThreadPool.UnsafeQueueUserWorkItem(_ => done.SetResult(true), null);
        await done.Task.ConfigureAwait(false);
    }
#if !NETFRAMEWORK

    // Nothing is queued, and nobody is at work but who asks and what the test host keeps.
    private static async Task RestAsync()
    {
        Stopwatch waited = Stopwatch.StartNew();
        for (int least = int.MaxValue; ; least = Math.Min(least, Busy()))
        {
            s_kept = Math.Min(s_kept, Busy());
            if (ThreadPool.PendingWorkItemCount == 0 && Busy() <= s_kept)
                return;
            if (waited.Elapsed > s_patience)
            {
                s_kept = least;
                return;
            }

            await HopOnceAsync().ConfigureAwait(false);
        }
    }

    private static int Busy()
    {
        ThreadPool.GetMaxThreads(out int most, out _);
        ThreadPool.GetAvailableThreads(out int available, out _);
        return most - available;
    }
#endif
}
