using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>The batch is accepted and ends as failed, with nothing applied.</summary>
public sealed class BatchFailsFault : Fault
{
    internal override void OnBatch(BatchFate fate) => fate.Fails = true;
}
