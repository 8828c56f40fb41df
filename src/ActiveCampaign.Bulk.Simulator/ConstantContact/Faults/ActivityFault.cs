using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Faults;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;

/// <summary>Something that goes wrong with an activity after it was accepted. Aim it at the routes that start activities.</summary>
public abstract class ActivityFault : Fault
{
    private protected ActivityFault()
    {
    }

    internal abstract void OnActivity(ActivityFate fate);
}
