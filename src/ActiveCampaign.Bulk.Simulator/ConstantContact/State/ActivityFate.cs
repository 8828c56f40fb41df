using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.State;

/// <summary>What faults have in store for an activity.</summary>
internal sealed class ActivityFate
{
    public ActivityState EndsAs { get; set; } = ActivityState.Completed;

    public IReadOnlyList<string> Errors { get; set; } = [];

    /// <summary>Null leaves the spelling to the rules.</summary>
    public bool? ErrorsAsObjects { get; set; }

    /// <summary>How many rows, from the first, are applied before it ends.</summary>
    public int AppliedRows { get; set; } = int.MaxValue;

    /// <summary>It never ends.</summary>
    public bool IsStuck { get; set; }

    /// <summary>The state it stays in, where it never ends.</summary>
    public ActivityState StuckAs { get; set; } = ActivityState.Processing;
}
