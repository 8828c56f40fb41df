using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>The batch is accepted and its status stays false.</summary>
public sealed class StatusFalseForeverFault : Fault
{
    private readonly bool _applied;

    /// <summary>Makes the fault.</summary>
    /// <param name="applied">Whether the contacts are applied all the same.</param>
    public StatusFalseForeverFault(bool applied = false)
    {
        _applied = applied;
    }

    internal override void OnBatch(BatchFate fate)
    {
        fate.StatusFalseForever = true;
        fate.AppliedSilently = _applied;
    }
}
