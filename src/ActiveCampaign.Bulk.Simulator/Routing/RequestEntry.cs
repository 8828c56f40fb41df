using System;
using ActiveCampaign.Bulk.Simulator.Http;

namespace ActiveCampaign.Bulk.Simulator.Routing;

/// <summary>What the log knows of a request; written to until it is answered.</summary>
internal sealed class RequestEntry
{
    private readonly string _method;
    private readonly string _target;
    private readonly int _bytes;
    private readonly string? _body;

    public RequestEntry(long sequence, DateTimeOffset arrived, HttpRequest request, RouteKind route, bool keepBody)
    {
        Sequence = sequence;
        Arrived = arrived;
        Route = route;
        _method = request.Method;
        _target = request.Target;
        _bytes = request.Body.Count;
        _body = keepBody ? request.BodyText() : null;
    }

    public long Sequence { get; }

    public DateTimeOffset Arrived { get; }

    public RouteKind Route { get; }

    public int? Status { get; set; }

    public bool Dropped { get; set; }

    public int? ContactCount { get; set; }

    public string? Struck { get; set; }

    public LoggedRequest Snapshot() => new()
    {
        Sequence = Sequence,
        Arrived = Arrived,
        Method = _method,
        Target = _target,
        Route = Route,
        Status = Status,
        Dropped = Dropped,
        ContactCount = ContactCount,
        RequestBytes = _bytes,
        Struck = Struck,
        Body = _body,
    };
}
