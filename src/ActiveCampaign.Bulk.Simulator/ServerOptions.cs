using System;

namespace ActiveCampaign.Bulk.Simulator;

/// <summary>What every simulated service has. May be changed while the server runs, except where a member says otherwise.</summary>
public abstract class ServerOptions
{
    private protected ServerOptions()
    {
    }

    /// <summary>The loopback port; 0 takes a free one. Read at the start.</summary>
    public int Port { get; set; }

    /// <summary>Decides everything that is left to chance: ids, jitter, faults with a probability.</summary>
    public int Seed { get; set; }

    /// <summary>How many times as fast the clock runs. Read at the start.</summary>
    public double SpeedFactor { get; set; } = 1;

    /// <summary>The clock for every wait and time stamp; null is the system's. Read at the start.</summary>
    public TimeProvider? Clock { get; set; }

    /// <summary>Time that passes before each answer.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Begins with a few lists, tags, fields and contacts. Read at the start.</summary>
    public bool SampleData { get; set; } = true;

    /// <summary>Keeps the bodies of requests in the log.</summary>
    public bool LogBodies { get; set; }

    /// <summary>How many requests the log keeps; older ones are forgotten, their counters are not.</summary>
    public int LogCapacity { get; set; } = 10_000;

    /// <summary>Refuses requests over a limit. When off, limits do not exist, so nothing is counted either.</summary>
    public bool EnforceLimits { get; set; } = true;

    /// <summary>Puts the header <c>Date</c> on every answer.</summary>
    public bool SendsDate { get; set; } = true;

    internal TimeProvider MakeClock()
    {
        TimeProvider clock = Clock ?? TimeProvider.System;
        return SpeedFactor.Equals(1d) ? clock : new ScaledTimeProvider(clock, SpeedFactor);
    }
}
