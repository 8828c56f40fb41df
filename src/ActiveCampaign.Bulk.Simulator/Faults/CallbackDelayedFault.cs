using System;
using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Faults;

/// <summary>The batch's callback comes late.</summary>
public sealed class CallbackDelayedFault : Fault
{
    private readonly TimeSpan _delay;

    /// <summary>Makes the fault.</summary>
    /// <param name="delay">How long after the batch's end.</param>
    public CallbackDelayedFault(TimeSpan delay)
    {
        _delay = NotNegative(delay, nameof(delay));
    }

    internal override void OnBatch(BatchFate fate) => fate.CallbackDelay = _delay;
}
