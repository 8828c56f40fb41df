using System;
using System.Threading;

namespace ActiveCampaign.Bulk.Simulator;

/// <summary>
/// A clock that runs a given number of times as fast as another one, beginning at that one's time. Several processes
/// that name the same beginning share the time.
/// </summary>
public sealed class ScaledTimeProvider : TimeProvider
{
    private readonly TimeProvider _inner;
    private readonly DateTimeOffset _start;
    private readonly long _startTimestamp;

    /// <summary>Wraps a clock.</summary>
    /// <param name="inner">The clock to speed up or slow down.</param>
    /// <param name="factor">How many seconds pass here in one second there; above 0.</param>
    /// <param name="start">When both clocks show the same time; null is now.</param>
    public ScaledTimeProvider(TimeProvider inner, double factor, DateTimeOffset? start = null)
    {
        if (inner is null)
            throw new ArgumentNullException(nameof(inner));
        if (!(factor > 0) || double.IsInfinity(factor))
            throw new ArgumentOutOfRangeException(nameof(factor));

        _inner = inner;
        Factor = factor;
        _start = start ?? inner.GetUtcNow();
        _startTimestamp = inner.GetTimestamp();
    }

    /// <summary>How many seconds pass here in one second of the wrapped clock.</summary>
    public double Factor { get; }

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => _inner.LocalTimeZone;

    /// <inheritdoc />
    public override long TimestampFrequency => _inner.TimestampFrequency;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => _start + Scale(_inner.GetUtcNow() - _start, Factor);

    /// <inheritdoc />
    public override long GetTimestamp() =>
        _startTimestamp + (long)((_inner.GetTimestamp() - _startTimestamp) * Factor);

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(_inner.CreateTimer(callback, state, Shrink(dueTime), Shrink(period)), this);

    private static TimeSpan Scale(TimeSpan span, double factor) => TimeSpan.FromTicks((long)(span.Ticks * factor));

    // Timers count whole milliseconds; rounding down would let a wait end before its time.
    private TimeSpan Shrink(TimeSpan span) => span <= TimeSpan.Zero
        ? span
        : TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds / Factor));

    private sealed class ScaledTimer : ITimer
    {
        private readonly ITimer _timer;
        private readonly ScaledTimeProvider _clock;

        public ScaledTimer(ITimer timer, ScaledTimeProvider clock)
        {
            _timer = timer;
            _clock = clock;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) =>
            _timer.Change(_clock.Shrink(dueTime), _clock.Shrink(period));

        public void Dispose() => _timer.Dispose();

        public System.Threading.Tasks.ValueTask DisposeAsync() => _timer.DisposeAsync();
    }
}
