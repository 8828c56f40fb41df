using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>The batch's callback comes more than once.</summary>
public sealed class CallbackDuplicatedFault : Fault
{
    private readonly int _copies;

    /// <summary>Makes the fault.</summary>
    /// <param name="copies">How often it comes in all.</param>
    public CallbackDuplicatedFault(int copies = 2)
    {
        _copies = NotNegative(copies, nameof(copies));
    }

    internal override void OnBatch(BatchFate fate) => fate.Callbacks = _copies;
}
