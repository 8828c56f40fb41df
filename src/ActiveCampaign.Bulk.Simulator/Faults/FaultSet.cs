using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>The faults that strike one request.</summary>
internal sealed class FaultSet
{
    private readonly IReadOnlyList<Fault> _faults;
    private readonly FaultPlan? _plan;

    public FaultSet(IReadOnlyList<Fault> faults, FaultPlan? plan)
    {
        _faults = faults;
        _plan = plan;
    }

    public static FaultSet None { get; } = new([], null);

    public string? Names => _faults.Count == 0 ? null : string.Join("+", _faults.Select(fault => fault.Name));

    public Answer? BeforeEffect(Call call)
    {
        foreach (Fault fault in _faults)
        {
            if (fault.BeforeEffect(call, _plan!) is { } answer)
                return answer;
        }

        return null;
    }

    public Answer AfterEffect(Call call, Answer answer)
    {
        foreach (Fault fault in _faults)
            answer = fault.AfterEffect(call, answer);
        return answer;
    }

    /// <summary>Those of one kind.</summary>
    public IEnumerable<T> Of<T>() => _faults.OfType<T>();

    public void OnBatch(BatchFate fate)
    {
        foreach (Fault fault in _faults)
            fault.OnBatch(fate);
    }
}
