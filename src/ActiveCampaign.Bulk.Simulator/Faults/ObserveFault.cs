using System;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>
/// Does nothing to a request but tell whoever injected it that it came this far. The request waits until the call comes
/// back; calls may come from several threads at once.
/// </summary>
public sealed class ObserveFault : Fault
{
    private readonly Action? _before;
    private readonly Action? _after;

    /// <summary>Makes the fault.</summary>
    /// <param name="before">Called when the request has arrived, with nothing done.</param>
    /// <param name="after">Called when it has had its effect, before anything of the answer is sent.</param>
    public ObserveFault(Action? before = null, Action? after = null)
    {
        _before = before;
        _after = after;
    }

    internal override Answer? BeforeEffect(Call call, FaultPlan plan)
    {
        _before?.Invoke();
        return null;
    }

    internal override Answer AfterEffect(Call call, Answer answer)
    {
        _after?.Invoke();
        return answer;
    }
}
