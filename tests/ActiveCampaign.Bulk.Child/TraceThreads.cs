using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Child;

/// <summary>The threads of a traced process that work: two of the pool, of which one at a time is at work, and the main one.</summary>
internal static class TraceThreads
{
    private const int SetTracer = 0x59616d61;

    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(20);

    /// <summary>The ids of the threads: first that of the pool which works first, last the main one.</summary>
    public static IReadOnlyList<int> Find()
    {
        // Where a process may only be traced by the one that started it, unless it says otherwise.
        _ = Control(SetTracer, -1, 0, 0, 0);
        List<int> threads = [];
        OnBoth(() => threads.Add(Id()));
        Thread.Sleep(s_rest);

        // The pool takes the one that has rested for the shortest time.
        int first = Task.Run(Id).Result;
        Thread.Sleep(s_rest);
        return [first, .. threads.Where(id => id != first), Id()];
    }

    // While one of them waits, the pool gives the work to the other one.
    private static void OnBoth(Action action)
    {
        Task.Run(() =>
        {
            action();
            TaskCompletionSource other = new();
            ThreadPool.UnsafeQueueUserWorkItem(_ => Finish(other, action), null);
            other.Task.Wait();
        }).Wait();
    }

    private static void Finish(TaskCompletionSource task, Action action)
    {
        action();
        task.SetResult();
    }

    private static int Id() => int.Parse(Path.GetFileName(new FileInfo("/proc/thread-self").LinkTarget!), CultureInfo.InvariantCulture);

    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int option, long a, long b, long c, long d);
}
