using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>The batch is accepted and stops on the way.</summary>
public sealed class BatchInterruptedFault : Fault
{
    private readonly int _applied;

    /// <summary>Makes the fault.</summary>
    /// <param name="applied">How many contacts, from the first, are applied before.</param>
    public BatchInterruptedFault(int applied)
    {
        _applied = NotNegative(applied, nameof(applied));
    }

    internal override void OnBatch(BatchFate fate) => fate.InterruptedAfter = _applied;
}
