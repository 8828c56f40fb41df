using System;
using ActiveCampaign.Bulk.Simulator.Http;

namespace ActiveCampaign.Bulk.Simulator.Routing;

/// <summary>A method and path of the service, and what answers it.</summary>
internal sealed class Route<TCall>
    where TCall : Call
{
    private const string Placeholder = "{id}";
    private readonly string[] _segments;

    public Route(RouteKind kind, string method, string template, Func<TCall, Answer> handler)
    {
        Kind = kind;
        Method = method;
        _segments = template.Split('/');
        Handler = handler;
    }

    public RouteKind Kind { get; }

    public string Method { get; }

    public Func<TCall, Answer> Handler { get; }

    /// <summary>Null where the path is another one; else what stands in the place of the id, or nothing.</summary>
    public string? Match(string method, string[] segments)
    {
        if (method != Method || segments.Length != _segments.Length)
            return null;
        string id = "";
        for (int i = 0; i < segments.Length; i++)
        {
            if (_segments[i] == Placeholder)
                id = segments[i];
            else if (segments[i] != _segments[i])
                return null;
        }

        return id;
    }
}
