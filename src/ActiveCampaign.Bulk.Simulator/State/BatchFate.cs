using System;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>What faults have in store for a batch.</summary>
internal sealed class BatchFate
{
    public bool Fails { get; set; }

    public int? InterruptedAfter { get; set; }

    public bool StuckWaiting { get; set; }

    public bool StatusFalseForever { get; set; }

    /// <summary>The contacts are applied though the status never shows it.</summary>
    public bool AppliedSilently { get; set; }

    public bool OmitsStatusMembers { get; set; }

    public int Callbacks { get; set; } = 1;

    public TimeSpan CallbackDelay { get; set; }

    /// <summary>The batch never comes to an end.</summary>
    public bool NeverEnds => StuckWaiting || (StatusFalseForever && !AppliedSilently);
}
