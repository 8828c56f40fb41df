using System;
using System.Threading;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Where, when and how often a fault strikes.</summary>
public sealed class FaultRule
{
    private readonly FaultTrigger _trigger;
    private readonly int? _times;
    private long _seen;
    private int _fired;

    /// <summary>Makes a rule.</summary>
    /// <param name="route">The route it watches, or <see cref="RouteKind.Any"/>.</param>
    /// <param name="trigger">Which of the route's requests it strikes, counted from when the rule was added.</param>
    /// <param name="fault">What happens to them.</param>
    /// <param name="times">How often it strikes at most; null is without end.</param>
    public FaultRule(RouteKind route, FaultTrigger trigger, Fault fault, int? times = null)
    {
        Route = route;
        Fault = fault ?? throw new ArgumentNullException(nameof(fault));
        _trigger = trigger ?? throw new ArgumentNullException(nameof(trigger));
        _times = times;
    }

    /// <summary>The route it watches.</summary>
    public RouteKind Route { get; }

    /// <summary>What it does.</summary>
    public Fault Fault { get; }

    /// <summary>How often it has struck.</summary>
    public int Fired => Volatile.Read(ref _fired);

    internal bool Fires(Call call, int serverSeed)
    {
        if (!Route.Covers(call.Kind))
            return false;
        _seen++;
        if (_fired >= _times || !Fault.Concerns(call) || !_trigger.Fires(_seen, call.Entry.Snapshot(), serverSeed))
            return false;
        Interlocked.Increment(ref _fired);
        return true;
    }
}
