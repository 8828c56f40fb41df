using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Child;

/// <summary>
/// <c>trace LIBRARY STEP KIND</c>: counts the calls of a small import, repair, export and deletion, or of one of them, then kills the process
/// before and after, fails and cuts short every STEP-th of its file and socket calls, goes on, and compares with the account.
/// </summary>
internal static class TraceVerb
{
    private const int CleanRuns = 4;

    private static readonly string[] s_kinds = ["import", "repair", "export", "delete"];

    // What changes something outside of the process. On both sides of another call all is as it was after the last of these.
    private static readonly string[] s_changes = ["create", "mkdir", "rename", "unlink", "rmdir", "fsync", "truncate", "write", "connect", "send"];
    private static readonly string[] s_fill = ["create", "mkdir", "rename", "fsync", "truncate", "write"];
    private static readonly string[] s_cuts = ["write", "receive"];

    private static int AtOnce => Environment.ProcessorCount * 3;

    public static async Task<int> RunAsync(string[] arguments)
    {
        Stopwatch watch = Stopwatch.StartNew();
        string library = arguments[0];
        int step = arguments.Length < 2 ? 1 : int.Parse(arguments[1], CultureInfo.InvariantCulture);
        TracePlan plan = new();
        await EachAsync(arguments.Length < 3 ? s_kinds : [arguments[2]], kind => CountAsync(plan, kind, library));
        plan.Begin(step, Ways);
        Console.WriteLine($"{plan.Points} points.");
        await EachAsync(Enumerable.Range(0, AtOnce), _ => StrikeAsync(plan, library));
        Console.WriteLine(plan.Summary(watch.Elapsed));
        return plan.IsGood ? 0 : 1;
    }

    private static IEnumerable<string> Ways(string call)
    {
        if (call is TracePoint.Request or TracePoint.Answer)
            return [TracePoint.Cut];
        List<string> ways = [TracePoint.Eio];
        if (s_changes.Contains(call, StringComparer.Ordinal))
            ways.AddRange([TracePoint.Before, TracePoint.After]);
        if (s_fill.Contains(call, StringComparer.Ordinal))
            ways.Add(TracePoint.NoSpace);
        if (s_cuts.Contains(call, StringComparer.Ordinal))
            ways.Add(TracePoint.Cut);
        return ways;
    }

    private static async Task CountAsync(TracePlan plan, string kind, string library)
    {
        using TraceProcess process = new(library);
        for (int i = 0; i < CleanRuns; i++)
        {
            using TraceCase work = new(kind, process, isOnWire: false);
            IReadOnlyList<int> counts = await CheckAsync(kind, process, work);
            foreach ((string call, int count) in Strike.Calls.Zip(counts))
                plan.Learn(kind, call, count);
        }

        using TraceCase wire = new(kind, process, isOnWire: true);
        await CheckAsync(kind, process, wire);
        plan.Learn(kind, TracePoint.Request, wire.Wire.Count(TracePoint.Request));
        plan.Learn(kind, TracePoint.Answer, wire.Wire.Count(TracePoint.Answer));
    }

    private static async Task<IReadOnlyList<int>> CheckAsync(string kind, TraceProcess process, TraceCase work)
    {
        await work.PrepareAsync();
        work.Wire.Begin(null, 0);
        TraceRun run = await work.RunAsync(null);
        return run.IsDone && !work.Faults().Any() ? run.Counts : throw new InvalidOperationException($"A clean {kind} fails: {process.Said} {string.Join(", ", work.Faults())}");
    }

    // Processes that were not killed do the next chore: what a failure leaves in them must not harm it.
    private static async Task StrikeAsync(TracePlan plan, string library)
    {
        TraceProcess? process = null;
        while (plan.Next() is TracePoint point)
        {
            process ??= new TraceProcess(library);
            using (TraceCase work = new(point.Kind, process, point.IsOnWire))
            {
                await work.PrepareAsync();
                work.Wire.Begin(point.Call, point.Number);
                await StrikeAsync(plan, point, process, work);
            }

            if (process.IsAlive)
                continue;
            process.Dispose();
            process = null;
        }

        process?.Dispose();
    }

    private static async Task StrikeAsync(TracePlan plan, TracePoint point, TraceProcess process, TraceCase work)
    {
        TraceRun run = new(false, false, []);
        string? fault = null;
        try
        {
            run = await work.RunAsync(point.IsOnWire ? null : point);
        }
        catch (TimeoutException e)
        {
            fault = e.Message;
        }

        bool isStruck = point.IsOnWire ? work.Wire.HasCut : run.IsStruck;
        fault ??= await JudgeAsync(point, run.IsDone, process, work, isStruck);
        plan.Add(point, isStruck, fault);
    }

    // What ends as done must be done; what does not must come to its end when somebody goes on.
    private static async Task<string?> JudgeAsync(TracePoint point, bool isDone, TraceProcess process, TraceCase work, bool isStruck)
    {
        try
        {
            if (!isDone)
                await work.GoOnAsync();
            List<string> faults = work.Faults().ToList();
            if (faults.Count > 0 && isDone)
                faults.Insert(0, "unseen: it ended as done");
            if (isDone && isStruck && !point.Kills && point.Call is "fsync" or "write" or "truncate")
                faults.Insert(0, "unseen: it ended as done although a write failed");
            if (!isDone && !point.Kills && !process.IsAlive)
                faults.Insert(0, $"raw: {process.Said.ReplaceLineEndings("|")}");
            return faults.Count == 0 ? null : string.Join(", ", faults);
        }
        catch (Exception e)
        {
            return $"lost: nobody can go on after {process.Said}: {e.GetType().Name}: {e.Message}";
        }
    }

    private static Task EachAsync<T>(IEnumerable<T> items, Func<T, Task> work) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (item, _) => await work(item));
}
