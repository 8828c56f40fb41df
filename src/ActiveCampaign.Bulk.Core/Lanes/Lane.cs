using System;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>
/// Paces the calls of one kind so that the service never has to refuse one. First come, first served; safe for
/// several threads. Everything is measured on the clock it is given.
/// </summary>
internal sealed class Lane : IDisposable
{
    // Two clocks never agree to the tick: without this, a call that travels faster than the last one can arrive early.
    private static readonly TimeSpan s_margin = TimeSpan.FromMilliseconds(10);

    private static long s_lastSeat = BitConverter.ToInt64(Guid.NewGuid().ToByteArray(), 0);

    private readonly object _gate = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly long _seat = Interlocked.Increment(ref s_lastSeat);
    private readonly TimeProvider _clock;
    private readonly LaneRule? _rule;
    private readonly SlotStore _slots;
    private readonly int _capacity;
    private TimeSpan _leastService = TimeSpan.MaxValue;
    private long _answers;
    private int _waiting;

    /// <summary>Makes a lane of this process; without a rule it paces nothing.</summary>
    public Lane(TimeProvider clock, LaneRule? rule)
        : this(clock, rule, new MemorySlots(clock), 1)
    {
    }

    /// <summary>Makes a lane that takes a share of the slots kept there.</summary>
    internal Lane(TimeProvider clock, LaneRule? rule, SlotStore slots, double share)
    {
        _clock = clock;
        _rule = rule;
        _slots = slots;
        _capacity = rule is null ? 0 : Math.Max(1, (int)Math.Floor(rule.Capacity * share));
    }

    /// <summary>How often the service refused a call of this process in this lane for its rate. The aim is none.</summary>
    public long Refusals => _slots.Refusals;

    /// <summary>Calls a second at the most, as far as this lane's own share goes; without a rule there is no end to them.</summary>
    public double CallsPerSecond => _rule is null ? double.PositiveInfinity : _capacity / _rule.Window.TotalSeconds;

    /// <summary>Whether a call of this lane waits for its turn.</summary>
    public bool IsWaiting => Volatile.Read(ref _waiting) > 0;

    /// <summary>The pause that the service has asked for, whichever process it said it to; null where there is none.</summary>
    public LanePause? Paused
    {
        get
        {
            if (!_slots.IsThere)
                return null;
            long now = _slots.Now;
            (TimeSpan left, long asked) = _slots.Look(state => (state.PauseLeft(now), state.AskedUntil), (TimeSpan.Zero, 0L));
            if (left == TimeSpan.Zero)
                return null;
            DateTimeOffset here = _clock.GetUtcNow();
            return new LanePause(here + left, asked - now > left.Ticks ? here + TimeSpan.FromTicks(asked - now) : null);
        }
    }

    internal SlotStore Slots => _slots;

    internal LaneRule? Rule => _rule;

    /// <summary>Waits for the right to make a call. Every slot must be given back.</summary>
    public async Task<LaneSlot> AcquireAsync(CancellationToken token)
    {
        await _turn.WaitAsync(token).ConfigureAwait(false);
        try
        {
            while (true)
            {
                Task changed = _slots.Changed.Next;
                TimeSpan wait = TryTake();
                if (wait == TimeSpan.Zero)
                    return new LaneSlot(_clock.GetTimestamp());
                Volatile.Write(ref _waiting, 1);
                await ChangeSignal.WaitAsync(_clock, wait, changed, token).ConfigureAwait(false);
            }
        }
        finally
        {
            Volatile.Write(ref _waiting, 0);
            _turn.Release();
        }
    }

    /// <summary>Whether a pause has begun, maybe after a slot was granted: give it back then, and wait for another.</summary>
    public bool IsPaused => PauseLeft() > TimeSpan.Zero;

    /// <summary>Gives a slot back when the answer is there, or is known never to come.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="isTaken">Whether the service has answered, and not refused the call for its rate.</param>
    /// <param name="isAnswered">Whether it has answered at all.</param>
    public void Release(LaneSlot slot, bool isTaken = true, bool isAnswered = true)
    {
        if (_rule is null)
            return;
        long now = _slots.Now;
        long freesAt = _slots.LatestNow + FreesIn(slot, _rule, isAnswered).Ticks;
        _slots.Change(state =>
        {
            state.GiveBack(_slots.Owner, _capacity, freesAt);
            if (isTaken)
                state.Welcome(now);
        });
    }

    /// <summary>Gives a slot back whose call never left this machine.</summary>
    public void Cancel(LaneSlot slot)
    {
        _ = slot;
        if (_rule is not null)
            _slots.Change(state => state.GiveBack(_slots.Owner, _capacity, null));
    }

    /// <summary>
    /// The service refused a call for its rate: nobody uses the lane for that long, or for some minutes where that is
    /// longer; then one call tries, and the others wait for what it is answered. Before its slot is given back.
    /// </summary>
    public void Pause(TimeSpan span)
    {
        _slots.CountRefusal();
        long now = _slots.Now;
        _slots.Change(state => state.Pause(now, span.Ticks));
    }

    /// <summary>
    /// The service said how many calls are left in its window. Fewer than this lane thinks means that others use the
    /// account too: so many slots are held for a window.
    /// </summary>
    public void Correct(int remaining)
    {
        if (_rule is null)
            return;
        _slots.Look(
            state =>
            {
                state.Correct(_rule, _slots.Now, remaining);
                return true;
            },
            otherwise: false);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private TimeSpan TryTake() => _rule is null
        ? PauseLeft()
        : _slots.Look(state => state.TryTake(new SlotRequest(_seat, _capacity, _rule), _slots), _slots.Relook);

    private TimeSpan PauseLeft() => _slots.Look(state => state.PauseLeft(_slots.Now), TimeSpan.Zero);

    private TimeSpan FreesIn(LaneSlot slot, LaneRule rule, bool isAnswered)
    {
        if (!rule.FreesByArrival)
            return rule.Window;

        // One that was given up may arrive only now.
        if (!isAnswered)
            return rule.Window + s_margin;
        TimeSpan service = _clock.GetElapsedTime(slot.GrantedAt);
        lock (_gate)
        {
            if (service < _leastService)
                _leastService = service;
            // The first calls open connections and arrive late: they say nothing of how long an answer takes at the least.
            return ++_answers <= rule.Capacity ? rule.Window + s_margin : rule.Window + s_margin - _leastService;
        }
    }
}
