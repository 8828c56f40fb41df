using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;

/// <summary>Answers that there were too many calls, as if others used the application too.</summary>
public sealed class ThrottledFault : Fault
{
    internal override Answer? BeforeEffect(Call call, FaultPlan plan) => ServiceAnswers.Throttled();
}
