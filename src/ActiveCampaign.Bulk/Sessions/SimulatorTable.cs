using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Server;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>The simulators this process runs.</summary>
internal static class SimulatorTable
{
    private static readonly object s_gate = new();
    private static readonly List<ACSimulator> s_running = [];
    private static readonly ConditionalWeakTable<ACSimulator, LaneSet> s_lanes = new();

    public static IReadOnlyList<ACSimulator> Running
    {
        get
        {
            lock (s_gate)
                return s_running.ToArray();
        }
    }

    /// <summary>Whether this process has ever started one.</summary>
    public static bool EverStarted { get; private set; }

    public static ACSimulator? Latest()
    {
        lock (s_gate)
            return s_running.LastOrDefault();
    }

    public static ACSimulator Start(SimulatorOptions options)
    {
        ACSimulator simulator = new(SimulatorServer.Start(options));
        lock (s_gate)
        {
            s_running.Add(simulator);
            EverStarted = true;
        }

        return simulator;
    }

    public static void Stop(ACSimulator simulator)
    {
        lock (s_gate)
            s_running.Remove(simulator);
        simulator.IsRunning = false;
        simulator.Server.Dispose();
    }

    /// <summary>The lanes of a simulated account: all who connect to it share them, as with a real one.</summary>
    public static LaneSet LanesOf(ACSimulator simulator) =>
        s_lanes.GetValue(simulator, key => ServiceLimits.CreateLanes(key.Server.Clock));
}
