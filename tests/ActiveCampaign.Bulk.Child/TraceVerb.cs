using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Child;

/// <summary>
/// <c>trace STEP KIND</c>: traces a small import, repair, export and deletion, or one of them, then kills the process before and after, fails
/// and cuts short every STEP-th of its file and socket calls, goes on, and compares with the account.
/// </summary>
internal static class TraceVerb
{
    private const int Traces = 2;

    private static readonly string[] s_kinds = ["import", "repair", "export", "delete"];

    // What changes something outside of the process. On both sides of another call all is as it was after the last of these.
    private static readonly string[] s_changes = ["openat", "mkdir", "rename", "unlink", "rmdir", "fsync", "ftruncate", "pwrite64", "connect", "sendto", "sendmsg"];
    private static readonly string[] s_reads = ["pread64", "getdents64", "flock", "socket", "recvfrom", "recvmsg"];
    private static readonly string[] s_fill = ["openat", "mkdir", "rename", "fsync", "ftruncate", "pwrite64"];
    private static readonly string[] s_cuts = ["pwrite64", "recvfrom", "recvmsg"];

    private static int AtOnce => Environment.ProcessorCount * 3;

    public static async Task<int> RunAsync(string[] arguments)
    {
        Stopwatch watch = Stopwatch.StartNew();
        int step = arguments.Length == 0 ? 1 : int.Parse(arguments[0], CultureInfo.InvariantCulture);
        string[] kinds = arguments.Length < 2 ? s_kinds : [arguments[1]];
        TracePlan plan = new();
        await EachAsync(kinds, kind => TraceAsync(plan, kind));
        plan.Begin(step, Ways);
        Console.WriteLine($"{plan.Points} points.");
        await EachAsync(Enumerable.Range(0, AtOnce), _ => StrikeAsync(plan));
        Console.WriteLine(plan.Summary(watch.Elapsed));
        return plan.IsGood ? 0 : 1;
    }

    private static IEnumerable<string> Ways(string call, bool isChange)
    {
        if (call is TracePoint.Request or TracePoint.Answer)
            return [TracePoint.Cut];
        List<string> ways = [TracePoint.Eio];
        if (isChange && s_changes.Contains(call, StringComparer.Ordinal))
            ways.AddRange([TracePoint.Before, TracePoint.After]);
        if (isChange && s_fill.Contains(call, StringComparer.Ordinal))
            ways.Add(TracePoint.NoSpace);
        if (s_cuts.Contains(call, StringComparer.Ordinal))
            ways.Add(TracePoint.Cut);
        return ways;
    }

    private static async Task TraceAsync(TracePlan plan, string kind)
    {
        using TraceProcess process = new();
        for (int i = 0; i < Traces; i++)
        {
            using TraceCase work = new(kind, process, isOnWire: false);
            await work.PrepareAsync();
            await CheckAsync(kind, process, work);
            foreach ((string call, TraceLog log) in work.Calls())
                plan.Learn(kind, call, log, isCold: i == 0, isClean: true);
        }

        using TraceCase wire = new(kind, process, isOnWire: true);
        await wire.PrepareAsync();
        wire.Wire.Begin(null, 0);
        await CheckAsync(kind, process, wire);
        plan.AddWire(kind, TracePoint.Request, wire.Wire.Count(TracePoint.Request));
        plan.AddWire(kind, TracePoint.Answer, wire.Wire.Count(TracePoint.Answer));
    }

    private static async Task CheckAsync(string kind, TraceProcess process, TraceCase work)
    {
        if (!await work.RunAsync([.. s_changes, .. s_reads]) || work.Faults().Any())
            throw new InvalidOperationException($"A clean {kind} fails: {process.Said} {string.Join(", ", work.Faults())}");
    }

    // Processes that were not killed do the next chore: what a failure leaves in them must not harm it.
    private static async Task StrikeAsync(TracePlan plan)
    {
        Dictionary<string, TraceProcess> processes = new(StringComparer.Ordinal);
        while (plan.Next() is (TracePoint point, CallNumber number))
        {
            if (point.Kills || !processes.Remove(point.Kind, out TraceProcess? process))
                process = point.Kills ? new TraceProcess() : await WarmAsync(point.Kind);
            using TraceCase work = new(point.Kind, process, point.IsOnWire);
            await work.PrepareAsync();
            work.Wire.Begin(point.Call, point.Number);
            await StrikeAsync(plan, point, number, process, work);
            if (!point.Kills && process.IsAlive)
                processes[point.Kind] = process;
            else
                process.Dispose();
        }

        foreach (TraceProcess process in processes.Values)
            process.Dispose();
    }

    // What is only done once in a process is over then.
    private static async Task<TraceProcess> WarmAsync(string kind)
    {
        TraceProcess process = new();
        using TraceCase work = new(kind, process, isOnWire: false);
        await work.PrepareAsync();
        await CheckAsync(kind, process, work);
        return process;
    }

    private static async Task StrikeAsync(TracePlan plan, TracePoint point, CallNumber number, TraceProcess process, TraceCase work)
    {
        bool isDone = false;
        string? fault = null;
        try
        {
            isDone = point.IsOnWire ? await work.RunAsync(s_changes) : await work.RunAsync(point, number);
        }
        catch (TimeoutException e)
        {
            fault = e.Message;
        }

        int struck = point.IsOnWire && work.Wire.HasCut ? point.Number : 0;
        if (!point.IsOnWire && work.Calls().TryGetValue(point.Call, out TraceLog? log))
        {
            struck = point is { Way: TracePoint.Cut, Call: "pwrite64" } ? log.FirstShort() : log.IndexOf(number);
            plan.Learn(point.Kind, point.Call, struck == 0 ? log : log.Until(struck), isCold: point.Kills, isClean: false);
        }

        fault ??= await JudgeAsync(point, isDone, process, work, isStruck: struck != 0);
        plan.Struck(point, struck == 0 ? null : point with { Number = struck }, fault);
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
            if (isDone && isStruck && !point.Kills && point.Call is "fsync" or "pwrite64" or "ftruncate")
                faults.Insert(0, "unseen: it ended as done although a write failed");
            if (!isDone && !point.Kills && (!process.IsAlive || process.Said.StartsWith("bare", StringComparison.Ordinal)))
                Console.WriteLine($"NOTE {point}: {process.Said.ReplaceLineEndings("|")}");
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
