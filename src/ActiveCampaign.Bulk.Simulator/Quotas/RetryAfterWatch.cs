using System;

namespace ActiveCampaign.Bulk.Simulator.Quotas;

/// <summary>Notices clients that call again before the time they were told to wait has passed.</summary>
internal sealed class RetryAfterWatch
{
    private static readonly TimeSpan s_timerError = TimeSpan.FromMilliseconds(2);
    private readonly object _gate = new();
    private readonly SimulatorOptions _options;
    private DateTimeOffset _told = DateTimeOffset.MinValue;
    private DateTimeOffset _until = DateTimeOffset.MinValue;
    private long _connection;

    public RetryAfterWatch(SimulatorOptions options)
    {
        _options = options;
    }

    /// <summary>A client was told to wait, on a connection, beginning now.</summary>
    public void Tell(DateTimeOffset now, int seconds, long connection)
    {
        lock (_gate)
        {
            DateTimeOffset until = now + TimeSpan.FromSeconds(seconds);
            if (until <= _until)
                return;
            _told = now;
            _until = until;
            _connection = connection;
        }
    }

    /// <summary>
    /// Whether a request comes too early. On another connection it may have been on its way when the answer was sent.
    /// </summary>
    public bool IsTooEarly(DateTimeOffset arrived, long connection)
    {
        lock (_gate)
        {
            DateTimeOffset from = connection == _connection ? _told : _told + RealTime(_options.RetryAfterGrace);
            return arrived >= from && arrived + RealTime(s_timerError) < _until;
        }
    }

    private TimeSpan RealTime(TimeSpan span) => TimeSpan.FromTicks((long)(span.Ticks * Math.Max(1, _options.SpeedFactor)));
}
