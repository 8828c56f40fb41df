using System;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>An activity that something waits for.</summary>
/// <param name="Activity">The activity as its journal has it.</param>
/// <param name="Stand">How it stands.</param>
internal sealed record DependencyState(ActivitySnapshot Activity, DependencyStand Stand)
{
    /// <summary>How an activity stands by its journal.</summary>
    public static DependencyState Of(ActivitySnapshot activity)
    {
        return new DependencyState(activity, StandOf(activity));
    }

    /// <summary>Rows that were refused, or failed without anybody knowing which they are.</summary>
    public long Failed => Activity.Refused + Nameless(Activity);

    /// <summary>Rows that somebody has to settle: not sent, or unknown.</summary>
    public long Open => Activity.NotSent + Unsure(Activity);

    private static DependencyStand StandOf(ActivitySnapshot activity)
    {
        if (activity.State == ActivityState.Running)
            return DependencyStand.Waiting;
        if (!activity.InputComplete || activity.NotSent > 0 || Unsure(activity) > 0)
            return DependencyStand.Open;
        return activity.Pending > 0 ? DependencyStand.Waiting : DependencyStand.Settled;
    }

    // A row whose person was erased stays unknown for good; one that failed and has no name has failed all the same.
    private static long Unsure(ActivitySnapshot activity) => Math.Max(0, activity.Unknown - activity.Erased - Nameless(activity));

    private static long Nameless(ActivitySnapshot activity) => activity.Batches.Sum(batch => (long)batch.Nameless);
}
