using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.Http;

namespace ActiveCampaign.Bulk.Simulator.Routing;

/// <summary>The latest requests, and how many there were of each route.</summary>
internal sealed class RequestLog
{
    private readonly object _gate = new();
    private readonly Queue<RequestEntry> _entries = new();
    private readonly Dictionary<RouteKind, long> _counts = [];
    private readonly ServerOptions _options;
    private long _sequence;

    public RequestLog(ServerOptions options)
    {
        _options = options;
    }

    public IReadOnlyList<LoggedRequest> Snapshot()
    {
        lock (_gate)
            return _entries.Select(entry => entry.Snapshot()).ToArray();
    }

    public long Count(RouteKind route)
    {
        lock (_gate)
            return _counts.Where(pair => route.Covers(pair.Key)).Sum(pair => pair.Value);
    }

    public RequestEntry Add(HttpRequest request, RouteKind route, TimeProvider clock)
    {
        lock (_gate)
        {
            RequestEntry entry = new(++_sequence, clock.GetUtcNow(), request, route, _options.LogBodies);
            _counts[route] = (_counts.TryGetValue(route, out long count) ? count : 0) + 1;
            _entries.Enqueue(entry);
            while (_entries.Count > Math.Max(0, _options.LogCapacity))
                _entries.Dequeue();
            return entry;
        }
    }

    public void Answered(RequestEntry entry, Answer answer)
    {
        lock (_gate)
        {
            entry.Dropped = answer.Delivery != Delivery.Whole;
            entry.Status = answer.Delivery == Delivery.Reset ? null : answer.Status;
        }
    }
}
