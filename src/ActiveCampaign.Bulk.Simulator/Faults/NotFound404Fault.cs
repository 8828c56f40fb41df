using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Answers 404 although what was asked for is there.</summary>
public sealed class NotFound404Fault : Fault
{
    internal override Answer? BeforeEffect(Call call, FaultPlan plan) =>
        Answers.NoResult("Subscriber", call.IdText.Length == 0 ? "0" : call.IdText);
}
