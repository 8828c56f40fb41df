using System;
using System.Threading;

namespace ActiveCampaign.Bulk.Tests.Support;

/// <summary>Passes another clock on, and can be set as people and time services do: time stamps and timers do not notice.</summary>
public sealed class SteppedClock : TimeProvider
{
    private readonly TimeProvider _inner;
    private long _ahead;

    public SteppedClock(TimeProvider inner)
    {
        _inner = inner;
    }

    public override long TimestampFrequency => _inner.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => _inner.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => _inner.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public override long GetTimestamp() => _inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _inner.CreateTimer(callback, state, dueTime, period);

    /// <summary>Sets the clock on by a span, or back by one below zero.</summary>
    public void Step(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
