using System;
using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>
/// What is known of a lane's slots, and the rules by which they are given. Times are ticks of the store's clock, which
/// may have been set since they were written. Not safe for several threads.
/// </summary>
internal sealed class SlotState
{
    // What a lane may add to a window on its own, such as a margin.
    private static readonly long s_slack = TimeSpan.FromMilliseconds(50).Ticks;

    // Whatever the service asks for: a day or a year may be a slip, and one call in a while tells.
    private static readonly long s_longestPause = TimeSpan.FromMinutes(5).Ticks;

    private static readonly long s_longestAsked = TimeSpan.FromDays(3650).Ticks;

    private static readonly TimeSpan s_courtesy = TimeSpan.FromMilliseconds(10);

    public List<Slot> Slots { get; } = [];

    public WaitingLine Line { get; } = new();

    /// <summary>Until when nobody uses the lane.</summary>
    public long PausedUntil { get; set; }

    /// <summary>How long that was when it was said.</summary>
    public long PauseLength { get; set; }

    /// <summary>
    /// Until when the service asked nobody to call, where that is longer than any pause: until it takes a call again they go
    /// one at a time. 0 otherwise.
    /// </summary>
    public long AskedUntil { get; set; }

    /// <summary>Whether there is something to write.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>A lane of which nothing is known: full, as it was at the worst.</summary>
    public static SlotState Full(LaneRule rule, long now)
    {
        SlotState state = new();
        state.Correct(rule, now, 0);
        return state;
    }

    /// <summary>Takes a slot where there is one: zero. Else how long to wait before the next look.</summary>
    public TimeSpan TryTake(SlotRequest request, SlotStore store)
    {
        long now = store.Now;
        Refresh(request.Rule, now);
        if (AskedUntil != 0 && AskedUntil <= now)
            (AskedUntil, IsChanged) = (0, true);
        if (PauseLeft(now) is { Ticks: > 0 } pause)
            return Wait(request, now, pause);
        if (AskedUntil != 0 && Slots.Exists(slot => slot.IsInFlight))
        {
            Bury(request.Rule, store, now);
            return Wait(request, now, store.Relook);
        }

        if (!SlotShares.HasRoom(Slots, request.Capacity, request.Rule))
        {
            Bury(request.Rule, store, now);
            return Wait(request, now, UntilNextFrees(now) ?? store.Relook);
        }

        if (OthersFirst(request, now))
            return Wait(request, now, s_courtesy);
        Slots.Add(new Slot(store.Owner, now, request.Capacity));
        Line.Leave(request.Seat);
        IsChanged = true;
        return TimeSpan.Zero;
    }

    /// <summary>The service has taken a call: it takes others too, unless a pause is on.</summary>
    public void Welcome(long now)
    {
        if (AskedUntil == 0 || PausedUntil > now)
            return;
        AskedUntil = 0;
        IsChanged = true;
    }

    /// <summary>A call of an owner is answered; its slot frees at that time, or at once for null.</summary>
    public void GiveBack(long owner, int capacity, long? freesAt)
    {
        int at = Slots.FindIndex(slot => slot.Owner == owner && slot.Capacity == capacity);
        if (at >= 0)
            Slots.RemoveAt(at);
        if (freesAt is long until)
            Slots.Add(new Slot(Slot.Nobody, until, capacity));
        IsChanged = true;
    }

    /// <summary>Nobody uses the lane until then.</summary>
    public void Pause(long now, long length)
    {
        AskedUntil = length > s_longestPause ? now + Math.Min(length, s_longestAsked) : 0;
        IsChanged = true;
        length = Math.Min(length, s_longestPause);
        if (now + length <= PausedUntil)
            return;
        PausedUntil = now + length;
        PauseLength = length;
    }

    /// <summary>How much of a pause is left.</summary>
    public TimeSpan PauseLeft(long now)
    {
        if (PauseLength > s_longestPause)
        {
            // Written when there was no longest pause yet.
            AskedUntil = PausedUntil;
            PauseLength = s_longestPause;
            IsChanged = true;
        }

        // A clock that was set back does not make a pause longer than it was.
        if (PausedUntil > now + PauseLength)
        {
            PausedUntil = now + PauseLength;
            IsChanged = true;
        }

        return TimeSpan.FromTicks(Math.Max(0, PausedUntil - now));
    }

    /// <summary>Only so many slots are left in this window, whoever used the others.</summary>
    public void Correct(LaneRule rule, long now, int remaining)
    {
        Refresh(rule, now);
        for (int free = rule.Capacity - Slots.Count; free > Math.Max(0, remaining); free--)
        {
            Slots.Add(new Slot(Slot.Nobody, now + rule.Window.Ticks, rule.Capacity));
            IsChanged = true;
        }
    }

    /// <summary>From now on nobody hears of the others: their calls count as answered now.</summary>
    public void Part(long owner, LaneRule rule, long now) => Free(rule, now, slot => slot.Owner != owner);

    private void Refresh(LaneRule rule, long now)
    {
        long latest = now + rule.Window.Ticks + s_slack;
        for (int i = Slots.Count - 1; i >= 0; i--)
        {
            Slot slot = Slots[i];
            if (slot.IsInFlight)
                continue;
            if (slot.At <= now)
                Slots.RemoveAt(i);
            else if (slot.At > latest)
                Replace(i, slot with { At = latest });
        }

        Line.Refresh(now, Math.Max(latest, PausedUntil));
    }

    // Whoever waits longer and is about to look takes its slot first, whichever process is quicker.
    private bool OthersFirst(SlotRequest request, long now)
    {
        int ahead = Line.Ahead(request.Seat, now, capacity => SlotShares.HasRoom(Slots, capacity, request.Rule));
        return ahead > 0 && ahead >= request.Rule.Capacity - Slots.Count;
    }

    private TimeSpan Wait(SlotRequest request, long now, TimeSpan wait)
    {
        Line.Wait(request, now, wait);
        IsChanged = true;
        return wait;
    }

    private TimeSpan? UntilNextFrees(long now)
    {
        long earliest = long.MaxValue;
        foreach (Slot slot in Slots)
        {
            if (!slot.IsInFlight)
                earliest = Math.Min(earliest, slot.At);
        }

        return earliest == long.MaxValue ? null : TimeSpan.FromTicks(earliest - now);
    }

    // When a call of a dead process arrived is not known: no later than now.
    private void Bury(LaneRule rule, SlotStore store, long now)
    {
        HashSet<long>? dead = null;
        foreach (long owner in Slots.Where(slot => slot.IsInFlight && slot.Owner != store.Owner).Select(slot => slot.Owner).Distinct())
        {
            if (store.IsDead(owner))
                (dead ??= []).Add(owner);
        }

        if (dead is not null)
            Free(rule, now, slot => dead.Contains(slot.Owner));
    }

    private void Free(LaneRule rule, long now, Func<Slot, bool> which)
    {
        for (int i = 0; i < Slots.Count; i++)
        {
            if (Slots[i].IsInFlight && which(Slots[i]))
                Replace(i, new Slot(Slot.Nobody, now + rule.Window.Ticks, Slots[i].Capacity));
        }
    }

    private void Replace(int index, Slot slot)
    {
        Slots[index] = slot;
        IsChanged = true;
    }
}
