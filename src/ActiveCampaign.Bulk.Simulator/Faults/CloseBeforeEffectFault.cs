using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Reads the request, does nothing and resets the connection.</summary>
public sealed class CloseBeforeEffectFault : Fault
{
    internal override Answer? BeforeEffect(Call call, FaultPlan plan) => Answer.Reset();
}
