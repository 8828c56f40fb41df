using System;
using ActiveCampaign.Bulk.Simulator;

namespace ActiveCampaign.Bulk;

/// <summary>A simulated account of a service on a loopback port.</summary>
public abstract class BulkSimulator
{
    private readonly IDisposable _server;
    private readonly ServerOptions _options;
    private readonly OffenceCounters _offences;

    private protected BulkSimulator(IDisposable server, Uri uri, ServerOptions options, OffenceCounters offences)
    {
        _server = server;
        Uri = uri;
        _options = options;
        _offences = offences;
    }

    /// <summary>The account's address.</summary>
    public Uri Uri { get; }

    /// <summary>How many times as fast as the clock it runs.</summary>
    public double SpeedFactor => _options.SpeedFactor;

    /// <summary>Contacts it holds, deleted ones not among them.</summary>
    public abstract int ContactCount { get; }

    /// <summary>Requests it has had.</summary>
    public abstract long RequestCount { get; }

    /// <summary>Rules that clients broke.</summary>
    public long Offences => _offences.Total;

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning { get; private set; } = true;

    /// <summary>Ends it.</summary>
    internal void Stop()
    {
        IsRunning = false;
        _server.Dispose();
    }
}
