using ActiveCampaign.Bulk.Simulator.ConstantContact.State;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;

/// <summary>The activity is accepted and never ends.</summary>
public sealed class ActivityStuckFault : ActivityFault
{
    private readonly bool _inQueue;

    /// <summary>Makes the fault.</summary>
    /// <param name="inQueue">It stays initialized; else processing.</param>
    public ActivityStuckFault(bool inQueue = false)
    {
        _inQueue = inQueue;
    }

    internal override void OnActivity(ActivityFate fate)
    {
        fate.IsStuck = true;
        fate.StuckAs = _inQueue ? ActivityState.Initialized : ActivityState.Processing;
    }
}
