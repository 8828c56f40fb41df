using System;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.State;

/// <summary>A segment, and when it was first asked for.</summary>
internal sealed class SegmentRun
{
    public SegmentRun(Func<PersonSnapshot, bool> condition)
    {
        Condition = condition;
    }

    public Func<PersonSnapshot, bool> Condition { get; }

    public DateTimeOffset? Asked { get; set; }
}
