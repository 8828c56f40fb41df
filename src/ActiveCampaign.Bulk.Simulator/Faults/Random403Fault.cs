using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Answers 403 although the token is good, as the service does now and then.</summary>
public sealed class Random403Fault : Fault
{
    internal override Answer? BeforeEffect(Call call, FaultPlan plan) => Answers.Message(403, "Forbidden");
}
