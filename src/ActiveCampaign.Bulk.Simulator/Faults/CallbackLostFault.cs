using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>The batch's callback is never sent.</summary>
public sealed class CallbackLostFault : Fault
{
    internal override void OnBatch(BatchFate fate) => fate.Callbacks = 0;
}
