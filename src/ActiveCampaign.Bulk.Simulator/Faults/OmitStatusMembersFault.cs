using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>The batch's status never has the members success and failure.</summary>
public sealed class OmitStatusMembersFault : Fault
{
    internal override void OnBatch(BatchFate fate) => fate.OmitsStatusMembers = true;
}
