using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Child;

/// <summary>
/// <c>export ROOT URI TOKEN</c>: exports every contact through the service's own lanes. Writes contacts, calls, seconds,
/// refusals, bytes of memory that are in use in the first and in the last quarter, and the peak.
/// </summary>
internal static class ExportVerb
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(100);

    public static async Task<int> RunAsync(string[] arguments)
    {
        using AccountConnection connection = new(new ConnectionSettings { Uri = new Uri(arguments[1]), Wire = new ActiveCampaignWire(arguments[2]), IsSimulator = true });
        string path = Path.Combine(arguments[0], "all.csv");
        using ExportRun run = await ExportRun.PrepareAsync(connection, new JournalStore(Path.Combine(arguments[0], "journal")), new ExportSettings { Path = path }, CancellationToken.None);
        List<long> memory = [];
        Stopwatch watch = Stopwatch.StartNew();
        run.Start();
        while (!run.IsDone)
        {
            run.Wait(s_tick, CancellationToken.None);
            memory.Add(Environment.WorkingSet);
        }

        ExportOutcome outcome = run.Outcome ?? throw run.Failure!;
        int quarter = Math.Max(1, memory.Count / 4);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.Rows} {outcome.Calls} {watch.Elapsed.TotalSeconds:F1} {connection.Lanes.Refusals} {memory.Take(quarter).Max()} {memory.TakeLast(quarter).Max()} {Process.GetCurrentProcess().PeakWorkingSet64}"));
        return 0;
    }
}
