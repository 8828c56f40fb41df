using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Server;

namespace ActiveCampaign.Bulk.Child;

/// <summary>
/// <c>measure LANE SPEED SECONDS LATENCYMS</c>: three processes call one simulator through shared lanes; writes which
/// part of the ceiling they used together, from the first call to the first of a later window, and how often they were refused.
/// </summary>
internal static class MeasureVerb
{
    private const int Processes = 3;

    public static async Task<int> RunAsync(string[] arguments)
    {
        double speed = double.Parse(arguments[1], CultureInfo.InvariantCulture);
        SimulatorOptions options = new() { SpeedFactor = speed, LogCapacity = 1_000_000 };
        options.Latency = TimeSpan.FromMilliseconds(double.Parse(arguments[3], CultureInfo.InvariantCulture)) * speed;
        using SimulatorServer server = SimulatorServer.Start(options);
        string folder = Path.Combine(Path.GetTempPath(), "acbulk-lanes-" + Guid.NewGuid().ToString("N"));
        string[] made = await RunAllAsync(["calls", folder, server.Uri.ToString(), server.ApiToken, arguments[0], arguments[1], arguments[2]]);
        Directory.Delete(folder, recursive: true);
        Report(server, arguments[0]);
        Console.WriteLine("Calls and refusals of each process: " + string.Join("; ", made));
        return server.Offences.Total == 0 ? 0 : 1;
    }

    private static async Task<string[]> RunAllAsync(string[] arguments)
    {
        List<Process> children = [];
        for (int i = 0; i < Processes; i++)
            children.Add(Start(arguments));
        foreach (Process child in children)
            await child.StandardOutput.ReadLineAsync();
        foreach (Process child in children)
            await child.StandardInput.WriteLineAsync("go");
        string[] made = await Task.WhenAll(children.Select(child => child.StandardOutput.ReadToEndAsync()));
        foreach (Process child in children)
            child.Dispose();
        return made.Select(text => text.Trim()).ToArray();
    }

    private static Process Start(string[] arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(MeasureVerb).Assembly.Location);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static void Report(SimulatorServer server, string lane)
    {
        LaneRule rule = lane switch
        {
            "bulk" => ServiceLimits.BulkLane,
            "single" => ServiceLimits.SingleLane,
            _ => ServiceLimits.GeneralLane,
        };
        DateTimeOffset[] arrived = server.Requests.Select(request => request.Arrived).ToArray();
        int windows = (arrived.Length - 1) / rule.Capacity;
        TimeSpan taken = arrived[windows * rule.Capacity] - arrived[0];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{lane}: {windows} x {rule.Capacity} calls in {taken.TotalSeconds:F1} s, {100 * windows * rule.Window / taken:F1} % of the ceiling of {rule.Capacity} in {rule.Window.TotalSeconds} s; {server.Offences.Total} refused."));
    }
}
