using System;
using System.Threading;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>Where the slots of a lane are kept, by this process alone or by all that share a folder. Safe for several threads.</summary>
internal abstract class SlotStore
{
    private long _refusals;

    /// <summary>The store's time, in ticks of 100 ns.</summary>
    public abstract long Now { get; }

    /// <summary>The latest it can be: <see cref="Now"/>, and what a coarse clock may lag behind.</summary>
    public virtual long LatestNow => Now;

    /// <summary>Whose slots are this process's.</summary>
    public abstract long Owner { get; }

    /// <summary>When to look again while nothing but somebody's answer can free a slot: never, where every change is seen.</summary>
    public virtual TimeSpan Relook => Timeout.InfiniteTimeSpan;

    /// <summary>Why the slots are not shared though they were meant to be; null while they are, or were never meant to.</summary>
    public virtual string? Alone => null;

    /// <summary>Whether anybody has used the slots yet.</summary>
    public virtual bool IsThere => true;

    /// <summary>Set when this process has changed something.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>Rate refusals that this process has seen.</summary>
    public long Refusals => Interlocked.Read(ref _refusals);

    /// <summary>Whether an owner is gone without giving back what it had.</summary>
    public virtual bool IsDead(long owner) => false;

    /// <summary>Looks at the slots, and may change them.</summary>
    /// <param name="look">The look; nobody else looks meanwhile.</param>
    /// <param name="otherwise">The result while somebody else keeps the slots to itself.</param>
    public abstract T Look<T>(Func<SlotState, T> look, T otherwise);

    /// <summary>Changes the slots now, or at the next look when somebody else keeps them to itself.</summary>
    public abstract void Change(Action<SlotState> change);

    /// <summary>Counts a refusal.</summary>
    public void CountRefusal() => Interlocked.Increment(ref _refusals);
}
