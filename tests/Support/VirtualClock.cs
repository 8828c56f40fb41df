using System;
using System.Collections.Generic;
using System.Threading;

namespace ActiveCampaign.Bulk.Tests.Support;

/// <summary>
/// A clock that moves only when told to. Timers fire in order of their due time, on the thread pool,
/// while the clock stands at exactly that time.
/// </summary>
public sealed class VirtualClock : TimeProvider
{
    private readonly object _gate = new();
    private readonly List<VirtualTimer> _timers = [];
    private DateTimeOffset _now;
    private long _changes;
    private int _firing;

    public VirtualClock(DateTimeOffset? start = null)
    {
        _now = start ?? new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Counts every timer that was made, changed or fired: unchanged over a while means nothing moves.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>Whether a timer has fired whose callback has not run yet.</summary>
    public bool IsFiring => Volatile.Read(ref _firing) > 0;

    public int PendingTimers
    {
        get
        {
            lock (_gate)
                return _timers.Count;
        }
    }

    /// <summary>Whether there are exactly so many timers, and all of them are due at that moment.</summary>
    public bool IsDueTogether(int timers, DateTimeOffset due)
    {
        lock (_gate)
            return _timers.Count == timers && _timers.TrueForAll(timer => timer.Due == due);
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        VirtualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on by a span, firing what falls due on the way.</summary>
    public void Advance(TimeSpan span)
    {
        DateTimeOffset target = GetUtcNow() + span;
        while (AdvanceToNext(target))
        {
        }

        lock (_gate)
            _now = target;
    }

    /// <summary>Moves to the next due timer and fires it; false when none is due by <paramref name="limit"/>.</summary>
    public bool AdvanceToNext(DateTimeOffset limit)
    {
        VirtualTimer? next = null;
        lock (_gate)
        {
            foreach (VirtualTimer timer in _timers)
            {
                if (timer.Due <= limit && (next is null || timer.Due < next.Due))
                    next = timer;
            }

            if (next is null)
                return false;
            if (next.Due > _now)
                _now = next.Due;
            _timers.Remove(next);
            next.Rearm(_timers);
        }

        Interlocked.Increment(ref _changes);
        next.Fire();
        return true;
    }

    private sealed class VirtualTimer : ITimer
    {
        private readonly VirtualClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private TimeSpan _period;

        public VirtualTimer(VirtualClock clock, TimerCallback callback, object? state)
        {
            _clock = clock;
            _callback = callback;
            _state = state;
        }

        public DateTimeOffset Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_clock._gate)
            {
                _clock._timers.Remove(this);
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = _clock._now + dueTime;
                    _clock._timers.Add(this);
                }
            }

            Interlocked.Increment(ref _clock._changes);
            return true;
        }

        public void Rearm(List<VirtualTimer> timers)
        {
            if (_period <= TimeSpan.Zero)
                return;
            Due += _period;
            timers.Add(this);
        }

        public void Fire()
        {
            Interlocked.Increment(ref _clock._firing);
            ThreadPool.QueueUserWorkItem(_ =>
            {
                try
                {
                    _callback(_state);
                }
                finally
                {
                    Interlocked.Decrement(ref _clock._firing);
                }
            });
        }

        public void Dispose()
        {
            lock (_clock._gate)
                _clock._timers.Remove(this);
        }

        public System.Threading.Tasks.ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
