using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.ConstantContact;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>The simulated Constant Contact accounts this process runs.</summary>
internal static class CCSimulatorTable
{
    private static readonly object s_gate = new();
    private static readonly List<CCSimulator> s_running = [];

    public static IReadOnlyList<CCSimulator> Running
    {
        get
        {
            lock (s_gate)
                return s_running.ToArray();
        }
    }

    /// <summary>Whether this process has ever started one.</summary>
    public static bool EverStarted { get; private set; }

    public static CCSimulator? Latest()
    {
        lock (s_gate)
            return s_running.LastOrDefault();
    }

    public static CCSimulator Start(ConstantContactOptions options)
    {
        CCSimulator simulator = new(ConstantContactServer.Start(options));
        lock (s_gate)
        {
            s_running.Add(simulator);
            EverStarted = true;
        }

        return simulator;
    }

    public static void Stop(CCSimulator simulator)
    {
        lock (s_gate)
            s_running.Remove(simulator);
        simulator.IsRunning = false;
        simulator.Server.Dispose();
    }
}
