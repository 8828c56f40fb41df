using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Server;

namespace ActiveCampaign.Bulk.Child;

/// <summary>
/// <c>measure-export CONTACTS LATENCYMS</c>: another process exports an account with five fields, tags and lists on each
/// contact, in real time; writes which part of the ceiling it used that five calls a second set for the pages there are.
/// </summary>
internal static class MeasureExportVerb
{
    private const double PerSecond = 5;

    public static async Task<int> RunAsync(string[] arguments)
    {
        int contacts = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        using SimulatorServer server = SimulatorServer.Start(new SimulatorOptions { SampleData = false, Latency = TimeSpan.FromMilliseconds(double.Parse(arguments[1], CultureInfo.InvariantCulture)) });
        Fill(server.Account, contacts);
        string root = Path.Combine(Path.GetTempPath(), "acbulk-export-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(root);
        double[] made = await RunChildAsync(["export", root, server.Uri.ToString(), server.ApiToken]);
        Directory.Delete(root, recursive: true);
        double least = Math.Ceiling(contacts / 100.0);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{made[0]:N0} contacts in {made[1]:N0} calls, {100 * made[1] / made[0]:F2} for 100 contacts (the least is {least:N0}); {made[2]:F1} s, {100 * least / PerSecond / made[2]:F1} % of the ceiling."));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{made[3]} refused, {server.Offences.Total} offences; working set {made[4] / 1e6:F0} MB in the first quarter, {made[5] / 1e6:F0} MB in the last, {made[6] / 1e6:F0} MB at the most."));
        return made[3] + server.Offences.Total == 0 && made[0].Equals(contacts) ? 0 : 1;
    }

    private static void Fill(SimulatedAccount account, int contacts)
    {
        int list = account.AddList("News");
        int[] fields = [.. Enumerable.Range(1, 5).Select(i => account.AddField("Field " + i.ToString(CultureInfo.InvariantCulture), FieldType.Text))];
        for (int i = 1; i <= contacts; i++)
        {
            Dictionary<int, string> values = fields.ToDictionary(field => field, field => $"value {field} of contact {i}");
            account.AddContact($"p{i}@example.org", "First " + i, "Last " + i, "+43 1 " + i, tags: ["tag " + (i % 9), "customer"], fieldValues: values, listIds: [list]);
        }
    }

    private static async Task<double[]> RunChildAsync(string[] arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(MeasureExportVerb).Assembly.Location);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using Process child = Process.Start(start)!;
        string text = await child.StandardOutput.ReadToEndAsync();
        return text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => double.Parse(word, CultureInfo.InvariantCulture)).ToArray();
    }
}
