using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>The batch is accepted and waits for ever.</summary>
public sealed class BatchStuckWaitingFault : Fault
{
    internal override void OnBatch(BatchFate fate) => fate.StuckWaiting = true;
}
