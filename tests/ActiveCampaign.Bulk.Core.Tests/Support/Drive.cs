using System;
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

    /// <summary>Lets everything run that is queued on the thread pool.</summary>
    public static async Task HopAsync(int times = 50)
    {
        for (int i = 0; i < times; i++)
        {
            TaskCompletionSource<bool> done = new();
            ThreadPool.UnsafeQueueUserWorkItem(_ => done.SetResult(true), null);
            await done.Task.ConfigureAwait(false);
        }
    }
}
