using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;

/// <summary>Answers that the account's queue is full, as if others had filled it.</summary>
public sealed class QueueFullFault : Fault
{
    internal override Answer? BeforeEffect(Call call, FaultPlan plan) => ServiceAnswers.QueueFull(((ServiceCall)call).Rules);
}
