using System;
using System.Threading;

namespace ActiveCampaign.Bulk.Tests.Support;

/// <summary>Passes another clock on and counts the timers that were made on it and have not fired.</summary>
public sealed class CountingClock : TimeProvider
{
    private readonly TimeProvider _inner;
    private int _pending;

    public CountingClock(TimeProvider inner)
    {
        _inner = inner;
    }

    public int Pending => Volatile.Read(ref _pending);

    public override long TimestampFrequency => _inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _inner.GetUtcNow();

    public override long GetTimestamp() => _inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Counted counted = new(this, callback, state);
        counted.Inner = _inner.CreateTimer(_ => counted.Fire(), null, dueTime, period);
        return counted;
    }

    private sealed class Counted : ITimer
    {
        private readonly CountingClock _owner;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private int _done;

        public Counted(CountingClock owner, TimerCallback callback, object? state)
        {
            _owner = owner;
            _callback = callback;
            _state = state;
            Interlocked.Increment(ref owner._pending);
        }

        public ITimer? Inner { get; set; }

        public void Fire()
        {
            Finish();
            _callback(_state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => Inner!.Change(dueTime, period);

        public void Dispose()
        {
            Finish();
            Inner?.Dispose();
        }

        public System.Threading.Tasks.ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Finish()
        {
            if (Interlocked.Exchange(ref _done, 1) == 0)
                Interlocked.Decrement(ref _owner._pending);
        }
    }
}
