using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>The simulators of a service that this process runs.</summary>
/// <typeparam name="T">What they are.</typeparam>
internal static class SimulatorTable<T>
    where T : BulkSimulator
{
    private static readonly object s_gate = new();
    private static readonly List<T> s_running = [];

    public static IReadOnlyList<T> Running
    {
        get
        {
            lock (s_gate)
                return s_running.ToArray();
        }
    }

    /// <summary>Whether this process has ever started one.</summary>
    public static bool EverStarted { get; private set; }

    public static T? Latest()
    {
        lock (s_gate)
            return s_running.LastOrDefault();
    }

    public static T Add(T simulator)
    {
        lock (s_gate)
        {
            s_running.Add(simulator);
            EverStarted = true;
        }

        return simulator;
    }

    public static void Stop(T simulator)
    {
        lock (s_gate)
            s_running.Remove(simulator);
        simulator.Stop();
    }
}
