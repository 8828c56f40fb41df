using System;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>One thing that can go wrong with a request or with the batch it brings or asks about.</summary>
public abstract class Fault
{
    private protected Fault()
    {
    }

    /// <summary>The name in the request log: the class without its last word.</summary>
    public string Name => GetType().Name.Replace(nameof(Fault), "");

    /// <summary>Whether a request can suffer from this at all; one that cannot does not use the rule up.</summary>
    internal virtual bool Concerns(Call call) => true;

    /// <summary>An answer instead of the real one, with nothing done; or null.</summary>
    internal virtual Answer? BeforeEffect(Call call, FaultPlan plan) => null;

    /// <summary>What is sent after the request had its effect.</summary>
    internal virtual Answer AfterEffect(Call call, Answer answer) => answer;

    /// <summary>Decides on a batch that was just accepted or is being asked about.</summary>
    internal virtual void OnBatch(BatchFate fate)
    {
    }

    private protected static T NotNegative<T>(T value, string name)
        where T : struct, IComparable<T> =>
        value.CompareTo(default) >= 0 ? value : throw new ArgumentOutOfRangeException(name);
}
