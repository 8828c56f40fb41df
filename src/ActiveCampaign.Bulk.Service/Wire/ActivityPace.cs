using System;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Service.Wire;

/// <summary>How fast an activity goes, and how long it still needs to send what is left.</summary>
/// <param name="Rate">Rows a second that were answered for in the last run, over the time it was active; null where none was.</param>
/// <param name="TimeLeft">
/// Until the last row is sent, at the measured rate or at the service's limits, whichever is slower: the first minute of an
/// import goes faster than the limits allow in the long run. Null while nothing runs, and where nobody knows what is left.
/// </param>
internal sealed record ActivityPace(double? Rate, TimeSpan? TimeLeft)
{
    /// <summary>The pace of an activity.</summary>
    public static ActivityPace Of(ActivitySnapshot activity, DateTimeOffset now)
    {
        double? rate = Measure(activity, now);
        return new ActivityPace(rate, activity.State == ActivityState.Running ? Left(activity, rate) : null);
    }

    private static double? Measure(ActivitySnapshot activity, DateTimeOffset now)
    {
        if (activity.LastRunAt is not DateTimeOffset began)
            return null;
        BatchRecord[] answered = activity.Batches.Where(batch => batch.DoneAt >= began && Answered(batch) > 0).ToArray();
        if (answered.Length == 0)
            return null;

        // A simulator's clock may be ahead of this one, and what was killed noted no end.
        DateTimeOffset last = answered.Max(batch => batch.DoneAt);
        DateTimeOffset until = activity.State == ActivityState.Running && now > last ? now : activity.EndedAt ?? last;
        double seconds = (until - began).TotalSeconds;
        return seconds > 0 ? answered.Where(batch => batch.DoneAt <= until).Sum(Answered) / seconds : null;
    }

    private static long Answered(BatchRecord batch) => batch.Outcome switch
    {
        BatchOutcome.Unknown or BatchOutcome.Replaced or BatchOutcome.NotSent => 0,
        BatchOutcome.Completed => batch.Imported + batch.Refused + batch.Unknown + batch.Nameless,
        _ => batch.Rows,
    };

    private static TimeSpan? Left(ActivitySnapshot activity, double? measured)
    {
        if (activity.RowsExpected is not long expected || (ActivityCeiling.Of(activity) ?? measured) is not double ceiling)
            return null;
        long left = expected - (activity.RowsRead - activity.NotSent);
        return left <= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Ceiling(left / Math.Min(measured ?? ceiling, ceiling)));
    }
}
