using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>
/// The rules by which requests fail. Requests that a limit or a bad token has refused are not counted. Safe for any thread.
/// </summary>
public sealed class FaultPlan
{
    private readonly object _gate = new();
    private readonly List<FaultRule> _rules = [];
    private readonly ServerOptions _options;
    private bool _tokenRevoked;

    internal FaultPlan(ServerOptions options)
    {
        _options = options;
    }

    /// <summary>The rules, in their order.</summary>
    public IReadOnlyList<FaultRule> Rules
    {
        get
        {
            lock (_gate)
                return _rules.ToArray();
        }
    }

    /// <summary>Every request is refused, whatever token it has.</summary>
    public bool IsTokenRevoked
    {
        get
        {
            lock (_gate)
                return _tokenRevoked;
        }
    }

    /// <summary>Adds a rule. Several rules may strike one request; the first answer in their order wins.</summary>
    public FaultRule Add(FaultRule rule)
    {
        if (rule is null)
            throw new ArgumentNullException(nameof(rule));
        lock (_gate)
            _rules.Add(rule);
        return rule;
    }

    /// <summary>Adds a rule.</summary>
    public FaultRule Add(RouteKind route, FaultTrigger trigger, Fault fault, int? times = null) =>
        Add(new FaultRule(route, trigger, fault, times));

    /// <summary>
    /// Lets any of the faults strike a route's requests by chance. The same seed strikes the same request numbers.
    /// </summary>
    public void AddSeeded(RouteKind route, int seed, double probability, params Fault[] faults)
    {
        if (faults is null || faults.Length == 0)
            throw new ArgumentException("At least one fault is needed.", nameof(faults));
        for (int i = 0; i < faults.Length; i++)
            Add(route, FaultTrigger.Probability(probability / faults.Length, unchecked((seed * 397) + i)), faults[i]);
    }

    /// <summary>Takes a rule away; false where it was not there.</summary>
    public bool Remove(FaultRule rule)
    {
        lock (_gate)
            return _rules.Remove(rule);
    }

    /// <summary>Takes all rules away and restores the token.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
            _tokenRevoked = false;
        }
    }

    /// <summary>Refuses every request from now on.</summary>
    public void RevokeToken()
    {
        lock (_gate)
            _tokenRevoked = true;
    }

    /// <summary>Accepts the token again.</summary>
    public void RestoreToken()
    {
        lock (_gate)
            _tokenRevoked = false;
    }

    internal FaultSet Pick(Call call)
    {
        lock (_gate)
        {
            if (_rules.Count == 0)
                return FaultSet.None;
            List<Fault> faults = [];
            foreach (FaultRule rule in _rules)
            {
                if (rule.Fires(call, _options.Seed))
                    faults.Add(rule.Fault);
            }

            return new FaultSet(faults, this);
        }
    }
}
