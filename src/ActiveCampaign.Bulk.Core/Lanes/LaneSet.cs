using System;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>The lanes of one account.</summary>
internal sealed class LaneSet : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly LaneOwner? _owner;

    /// <summary>Makes the lanes of this process by their rules; null rules pace nothing.</summary>
    public LaneSet(TimeProvider clock, LaneRule? bulk, LaneRule? single, LaneRule? general)
    {
        _clock = clock;
        Share = 1;
        Bulk = new Lane(clock, bulk);
        Single = new Lane(clock, single);
        General = new Lane(clock, general);
    }

    private LaneSet(TimeProvider clock, string folder, LaneRule? bulk, LaneRule? single, LaneRule? general)
    {
        _clock = clock;
        _owner = new LaneOwner(folder);
        Share = 1;
        Bulk = Shared("bulk", bulk);
        Single = Shared("single", single);
        General = Shared("general", general);

        Lane Shared(string name, LaneRule? rule) => rule is null ? new Lane(clock, null) : new Lane(clock, rule, new FileSlots(folder, name, _owner, clock, rule), 1);
    }

    private LaneSet(LaneSet whole, double share)
    {
        _clock = whole._clock;
        Share = share;
        Bulk = Part(whole.Bulk);
        Single = Part(whole.Single);
        General = Part(whole.General);

        Lane Part(Lane lane) => new(_clock, lane.Rule, lane.Slots, share);
    }

    /// <summary>Import requests with several contacts.</summary>
    public Lane Bulk { get; }

    /// <summary>Import requests with exactly one contact.</summary>
    public Lane Single { get; }

    /// <summary>Every other call.</summary>
    public Lane General { get; }

    /// <summary>The part of each lane's capacity that these lanes take at the most, and all others of that share with them.</summary>
    public double Share { get; }

    /// <summary>Refusals for rate on all lanes, as this process has seen them.</summary>
    public long Refusals => Bulk.Refusals + Single.Refusals + General.Refusals;

    /// <summary>The time by the clock of the lanes.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>The longest pause on any of the lanes that the service has asked for; null where there is none.</summary>
    public LanePause? Paused
    {
        get
        {
            LanePause? longest = null;
            foreach (Lane lane in new[] { Bulk, Single, General })
            {
                if (lane.Paused is LanePause pause && (longest is null || pause.Until > longest.Until))
                    longest = pause;
            }

            return longest;
        }
    }

    /// <summary>Why the lanes are not shared with other processes though they were meant to be; null when there is nothing to say.</summary>
    public string? Alone => Bulk.Slots.Alone ?? Single.Slots.Alone ?? General.Slots.Alone;

    /// <summary>Makes lanes that all processes share which name this folder. It is made when it is needed; null rules pace nothing.</summary>
    public static LaneSet InFolder(string folder, TimeProvider clock, LaneRule? bulk, LaneRule? single, LaneRule? general) => new(
        clock,
        folder,
        bulk,
        single,
        general);

    /// <summary>Lanes on the same slots that take a part of each capacity, at least one; they need no disposing of their own.</summary>
    /// <param name="share">Above 0, up to 1.</param>
    public LaneSet WithShare(double share)
    {
        if (share is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share));
        return share.Equals(Share) ? this : new LaneSet(this, share);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Bulk.Dispose();
        Single.Dispose();
        General.Dispose();
        _owner?.Dispose();
    }
}
