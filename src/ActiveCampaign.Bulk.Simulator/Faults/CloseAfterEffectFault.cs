using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>Does what was asked and resets the connection instead of answering.</summary>
public sealed class CloseAfterEffectFault : Fault
{
    internal override Answer AfterEffect(Call call, Answer answer) => Answer.Reset();
}
