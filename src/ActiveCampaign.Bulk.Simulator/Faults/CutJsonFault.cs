using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Does what was asked, declares the whole length, sends half of the body and closes the connection.</summary>
public sealed class CutJsonFault : Fault
{
    internal override Answer AfterEffect(Call call, Answer answer) => answer.With(delivery: Delivery.Cut);
}
