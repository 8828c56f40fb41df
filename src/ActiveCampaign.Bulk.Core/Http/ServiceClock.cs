using System;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>
/// Learns from the dates of answers how far the service's clock is ahead of this one. A date is cut to the second, so
/// each leaves a span in which the difference lies; together they leave a small one. Safe for several threads.
/// </summary>
internal sealed class ServiceClock
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    // A gateway may keep an old answer and its date; no clock that a TLS certificate was checked by is that wrong.
    private static readonly TimeSpan s_credible = TimeSpan.FromDays(1);

    private readonly object _gate = new();
    private TimeSpan? _least;
    private TimeSpan _most;

    /// <summary>The difference at its least, so that the service's time is never taken for later than it is.</summary>
    public TimeSpan Skew
    {
        get
        {
            lock (_gate)
                return _least ?? TimeSpan.Zero;
        }
    }

    /// <summary>Takes an answer's date, between the times at which its call left and it came.</summary>
    public void Learn(DateTimeOffset sent, DateTimeOffset received, DateTimeOffset? date)
    {
        if (date is not DateTimeOffset told || (told - received).Duration() > s_credible)
            return;
        TimeSpan least = told - received;
        TimeSpan most = told + s_second - sent;
        lock (_gate)
        {
            // One of the clocks was set since: what was learned before is worth nothing.
            bool isConsistent = _least is TimeSpan known && least <= _most && most >= known;
            _least = isConsistent && _least > least ? _least : least;
            _most = isConsistent && _most < most ? _most : most;
        }
    }
}
