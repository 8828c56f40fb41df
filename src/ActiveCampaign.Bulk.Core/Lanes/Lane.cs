using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>
/// Paces the calls of one kind so that the service never has to refuse one. First come, first served; safe for
/// several threads. Everything is measured on the clock it is given.
/// </summary>
public sealed class Lane : IDisposable
{
    // Two clocks never agree to the tick: without this, a call that travels faster than the last one can arrive early.
    private static readonly TimeSpan s_margin = TimeSpan.FromMilliseconds(10);

    private readonly object _gate = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<long> _freeing = [];
    private readonly TimeProvider _clock;
    private readonly LaneRule? _rule;
    private readonly ChangeSignal _changed = new();
    private TimeSpan _leastService = TimeSpan.MaxValue;
    private int _inFlight;
    private long _pausedUntil = long.MinValue;
    private long _refusals;

    /// <summary>Makes a lane; without a rule it paces nothing.</summary>
    public Lane(TimeProvider clock, LaneRule? rule)
    {
        _clock = clock ?? throw new ArgumentNullException(nameof(clock));
        _rule = rule;
    }

    /// <summary>How often the service refused a call of this lane for its rate. The aim is none.</summary>
    public long Refusals => Interlocked.Read(ref _refusals);

    /// <summary>Waits for the right to make a call. Every slot must be given back.</summary>
    public async Task<LaneSlot> AcquireAsync(CancellationToken token)
    {
        await _turn.WaitAsync(token).ConfigureAwait(false);
        try
        {
            while (true)
            {
                (TimeSpan wait, Task changed) = TryTake();
                if (wait == TimeSpan.Zero)
                    return new LaneSlot(_clock.GetTimestamp());
                await ChangeSignal.WaitAsync(_clock, wait, changed, token).ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Waits out a pause that began after the slot was granted.</summary>
    public async Task WaitWhilePausedAsync(CancellationToken token)
    {
        while (true)
        {
            TimeSpan wait;
            lock (_gate)
            {
                long now = _clock.GetTimestamp();
                if (now >= _pausedUntil)
                    return;
                wait = Span(_pausedUntil - now);
            }

            await _clock.PauseAsync(wait, token).ConfigureAwait(false);
        }
    }

    /// <summary>Gives a slot back when the answer is there, or is known never to come.</summary>
    public void Release(LaneSlot slot)
    {
        lock (_gate)
        {
            _inFlight--;
            if (_rule is not null)
                _freeing.Add(FreeAt(slot, _rule));
        }

        _changed.Set();
    }

    /// <summary>Gives a slot back whose call never left this machine.</summary>
    public void Cancel(LaneSlot slot)
    {
        _ = slot;
        lock (_gate)
            _inFlight--;
        _changed.Set();
    }

    /// <summary>The service refused a call for its rate: nobody uses the lane for that long.</summary>
    public void Pause(TimeSpan span)
    {
        Interlocked.Increment(ref _refusals);
        lock (_gate)
            _pausedUntil = Math.Max(_pausedUntil, _clock.GetTimestamp() + Ticks(span));
        _changed.Set();
    }

    /// <summary>
    /// The service said how many calls are left in its window. Fewer than this lane thinks means that others use the
    /// account too: so many slots are held for a window.
    /// </summary>
    public void Correct(int remaining)
    {
        if (_rule is null)
            return;
        lock (_gate)
        {
            RemoveFreed();
            int free = _rule.Capacity - _inFlight - _freeing.Count;
            long until = _clock.GetTimestamp() + Ticks(_rule.Window);
            for (int i = Math.Max(0, remaining); i < free; i++)
                _freeing.Add(until);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private (TimeSpan Wait, Task Changed) TryTake()
    {
        lock (_gate)
        {
            long now = _clock.GetTimestamp();
            RemoveFreed();
            if (now < _pausedUntil)
                return (Span(_pausedUntil - now), _changed.Next);
            if (_rule is null || _inFlight + _freeing.Count < _rule.Capacity)
            {
                _inFlight++;
                return (TimeSpan.Zero, _changed.Next);
            }

            return (_freeing.Count == 0 ? Timeout.InfiniteTimeSpan : Span(Earliest() - now), _changed.Next);
        }
    }

    private long FreeAt(LaneSlot slot, LaneRule rule)
    {
        long now = _clock.GetTimestamp();
        if (!rule.FreesByArrival)
            return now + Ticks(rule.Window);
        TimeSpan service = Span(now - slot.GrantedAt);
        if (service < _leastService)
            _leastService = service;
        return now - Ticks(_leastService) + Ticks(rule.Window + s_margin);
    }

    private void RemoveFreed()
    {
        long now = _clock.GetTimestamp();
        _freeing.RemoveAll(at => at <= now);
    }

    private long Earliest()
    {
        long earliest = long.MaxValue;
        foreach (long at in _freeing)
            earliest = Math.Min(earliest, at);
        return earliest;
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _clock.TimestampFrequency);

    // Rounded up: a wait that ends a tick early would only be waited again.
    private TimeSpan Span(long ticks) =>
        TimeSpan.FromTicks(Math.Max(1, (long)Math.Ceiling((double)ticks * TimeSpan.TicksPerSecond / _clock.TimestampFrequency)));
}
