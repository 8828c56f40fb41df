using System;
using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Simulator.Quotas;

/// <summary>Counts requests in a window of time, rolling or aligned with the clock.</summary>
internal sealed class RequestWindow
{
    private readonly Queue<DateTimeOffset> _arrivals = new();
    private readonly TimeSpan _length;
    private readonly bool _isFixed;

    public RequestWindow(TimeSpan length, bool isFixed)
    {
        _length = length;
        _isFixed = isFixed;
    }

    /// <summary>Takes a place where one is left.</summary>
    public bool TryTake(DateTimeOffset arrived, int limit, bool countRefused)
    {
        bool granted = Remaining(arrived, limit) > 0;
        if (granted || countRefused)
            _arrivals.Enqueue(arrived);
        return granted;
    }

    public int Remaining(DateTimeOffset now, int limit)
    {
        while (_arrivals.Count > 0 && HasPassed(_arrivals.Peek(), now))
            _arrivals.Dequeue();
        return Math.Max(0, limit - _arrivals.Count);
    }

    private bool HasPassed(DateTimeOffset arrival, DateTimeOffset now) => _isFixed
        ? arrival.UtcTicks / _length.Ticks != now.UtcTicks / _length.Ticks
        : now - arrival >= _length;
}
