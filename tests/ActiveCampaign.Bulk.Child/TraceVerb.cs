using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Child;

/// <summary>
/// <c>trace STEP</c>: traces a small import, repair, export and deletion, then kills the process at, and fails, every
/// STEP-th of its file and socket calls, goes on, and compares with the account. strace counts the calls of each thread
/// by themselves, so the n-th call is that of the first thread that comes so far.
/// </summary>
internal static class TraceVerb
{
    private const int AtOnce = 2;
    private const int Tries = 3;

    private static readonly string[] s_kinds = ["import", "repair", "export", "delete"];
    private static readonly string[] s_calls = ["fsync", "pwrite64", "rename", "unlink", "mkdir", "flock", "ftruncate", "sendto", "recvmsg", "recvfrom", "connect"];
    private static readonly string[] s_ways = ["signal=KILL", "error=EIO", "error=ENOSPC"];

    public static async Task<int> RunAsync(string[] arguments)
    {
        int step = arguments.Length == 0 ? 1 : int.Parse(arguments[0], CultureInfo.InvariantCulture);
        List<(string Kind, string Call, string Way, int Number)> points = [];
        foreach (string kind in s_kinds)
            points.AddRange(await PointsAsync(kind));
        points = points.Where((_, i) => i % step == 0).ToList();
        Console.WriteLine($"{points.Count} points.");
        int struck = 0;
        int unmet = 0;
        int wrong = 0;
        await EachAsync(points, async point =>
        {
            (bool hit, string? fault) = await TryAsync(point);
            Interlocked.Add(ref struck, hit ? 1 : 0);
            Interlocked.Add(ref unmet, hit ? 0 : 1);
            Interlocked.Add(ref wrong, fault is null ? 0 : 1);
            if (fault is not null || !hit)
                Console.WriteLine($"{point.Kind}: {point.Call} {point.Number} {point.Way}: {fault ?? "no thread came so far"}");
        });
        Console.WriteLine($"{struck} of {points.Count} points struck, {unmet} that no thread came to in {Tries} tries; {wrong} went wrong.");
        return wrong == 0 ? 0 : 1;
    }

    // Three clean runs, since threads share the calls in another way each time: the least is what every run comes to.
    private static async Task<IEnumerable<(string, string, string, int)>> PointsAsync(string kind)
    {
        Dictionary<string, int>? least = null;
        for (int i = 0; i < Tries; i++)
        {
            using TraceCase clean = new(kind);
            await clean.PrepareAsync();
            if (await clean.RunAsync("-e", "trace=" + string.Join(",", s_calls)) != 0 || clean.Faults().Any())
                throw new InvalidOperationException($"A clean {kind} fails: {string.Join(", ", clean.Faults())}");
            Dictionary<string, int> counts = Count(clean.Trace);
            least = least is null ? counts : least.ToDictionary(call => call.Key, call => Math.Min(call.Value, counts.GetValueOrDefault(call.Key)));
        }

        return least!.OrderBy(call => call.Key, StringComparer.Ordinal).SelectMany(call => s_ways
            .Where(way => way != "error=ENOSPC" || call.Key is "fsync" or "pwrite64" or "mkdir" or "rename" or "ftruncate")
            .SelectMany(way => Enumerable.Range(1, call.Value).Select(number => (kind, call.Key, way, number))));
    }

    private static Dictionary<string, int> Count(string trace) => File.ReadLines(trace)
        .Select(line => Regex.Match(line, @"^(\d+) +(\w+)\(")).Where(match => match.Success)
        .GroupBy(match => match.Groups[2].Value + " " + match.Groups[1].Value, StringComparer.Ordinal)
        .GroupBy(calls => calls.Key.Split(' ')[0], StringComparer.Ordinal)
        .ToDictionary(calls => calls.Key, calls => calls.Max(thread => thread.Count()), StringComparer.Ordinal);

    private static async Task<(bool Struck, string? Fault)> TryAsync((string Kind, string Call, string Way, int Number) point)
    {
        for (int attempt = 1; ; attempt++)
        {
            using TraceCase work = new(point.Kind);
            await work.PrepareAsync();
            int code = await work.RunAsync("-e", "trace=" + point.Call, "-e", $"inject={point.Call}:{point.Way}:when={point.Number}");
            bool struck = point.Way.StartsWith("signal", StringComparison.Ordinal) ? work.WasStruck("killed by SIGKILL") || code is 137 or -1 : work.WasStruck("(INJECTED)");
            if (!struck && attempt < Tries)
                continue;
            return (struck, await JudgeAsync(work, code));
        }
    }

    // What ends as done must be done; what does not must come to its end when somebody goes on.
    private static async Task<string?> JudgeAsync(TraceCase work, int code)
    {
        try
        {
            if (code != 0)
                await work.GoOnAsync();
            List<string> faults = work.Faults().ToList();
            return faults.Count == 0 ? null : (code == 0 ? "unseen: " : string.Empty) + string.Join(", ", faults);
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name}: {e.Message}";
        }
    }

    private static Task EachAsync<T>(IEnumerable<T> items, Func<T, Task> work) =>
        Parallel.ForEachAsync(items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (item, _) => await work(item));
}
