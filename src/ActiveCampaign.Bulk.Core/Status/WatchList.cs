using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>The batches that are watched, and which of them is looked at next. The poller sees to its threads.</summary>
internal sealed class WatchList : List<BatchWatch>
{
    /// <summary>The one to look at next, due or not; null where all are being looked at.</summary>
    public BatchWatch? Next(DateTimeOffset now)
    {
        BatchWatch? best = null;
        foreach (BatchWatch watch in this)
        {
            if (!watch.IsBeingLookedAt && (best is null || IsBefore(watch, best, now)))
                best = watch;
        }

        return best;
    }

    /// <summary>Begins to look at those that are due, at most so many.</summary>
    public List<BatchWatch> BeginLook(int atMost, DateTimeOffset now)
    {
        List<BatchWatch> taken = [];
        while (taken.Count < atMost && Next(now) is BatchWatch watch && watch.NextLook <= now)
        {
            watch.BeginLook(now);
            taken.Add(watch);
        }

        return taken;
    }

    /// <summary>Begins to look at those that are due and, since one look tells of them too, at the others; at most so many.</summary>
    public List<BatchWatch> BeginCommonLook(int atMost, DateTimeOffset now)
    {
        List<BatchWatch> taken = BeginLook(atMost, now);
        if (taken.Count == atMost)
            return taken;
        foreach (BatchWatch watch in FindAll(watch => !watch.IsBeingLookedAt))
        {
            if (taken.Count == atMost)
                break;
            watch.BeginLook(now);
            taken.Add(watch);
        }

        return taken;
    }

    /// <summary>Batches end about in the order they were taken: while an older one is on its way, the younger ones are too.</summary>
    public void Postpone(BatchWatch head)
    {
        foreach (BatchWatch watch in this)
        {
            if (!watch.IsCalled && watch.AcceptedAt > head.AcceptedAt && watch.NextLook < head.NextLook)
                watch.NextLook = head.NextLook;
        }
    }

    // Of those that are due the oldest; of those that are not, the next to become due.
    private static bool IsBefore(BatchWatch a, BatchWatch b, DateTimeOffset now)
    {
        bool aDue = a.NextLook <= now;
        bool bDue = b.NextLook <= now;
        if (aDue && bDue)
            return a.AcceptedAt < b.AcceptedAt;
        return aDue || (!bDue && a.NextLook < b.NextLook);
    }
}
