using System;
using System.Collections.Generic;
using System.Threading;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>
/// Who waits for a slot, so that no process is quicker than another for ever: a machine whose clock is ahead would
/// otherwise take every slot. Not safe for several threads.
/// </summary>
internal sealed class WaitingLine
{
    // How late a waiter may be before it loses its place: longer than a busy machine or a clock ahead makes it.
    private static readonly long s_grace = TimeSpan.FromMilliseconds(100).Ticks;

    /// <summary>Who came first stands first.</summary>
    public List<Waiter> Waiters { get; } = [];

    /// <summary>A seat looks again after that time, and keeps its place until then.</summary>
    public void Wait(SlotRequest request, long now, TimeSpan wait)
    {
        long due = wait == Timeout.InfiniteTimeSpan ? long.MaxValue : now + wait.Ticks;
        int at = Find(request.Seat);
        if (at < 0)
            Waiters.Add(new Waiter(request.Seat, due, request.Capacity));
        else
            Waiters[at] = Waiters[at] with { Due = due };
    }

    /// <summary>A seat waits no more.</summary>
    public void Leave(long seat) => Waiters.RemoveAll(waiter => waiter.Seat == seat);

    /// <summary>Forgets who did not come, and times that a clock set back makes impossible.</summary>
    public void Refresh(long now, long latest) =>
        Waiters.RemoveAll(waiter => waiter.Due != long.MaxValue && (now - waiter.Due > s_grace || waiter.Due > latest));

    /// <summary>How many stand before a seat, are about to look, and would find a slot.</summary>
    public int Ahead(long seat, long now, Func<int, bool> hasRoom)
    {
        int ahead = 0;
        foreach (Waiter waiter in Waiters)
        {
            if (waiter.Seat == seat)
                break;
            if (waiter.Due <= now && hasRoom(waiter.Capacity))
                ahead++;
        }

        return ahead;
    }

    private int Find(long seat) => Waiters.FindIndex(waiter => waiter.Seat == seat);
}
