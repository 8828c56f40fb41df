using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Simulator.Http;

namespace ActiveCampaign.Bulk.Simulator.Routing;

/// <summary>All routes below a path. The first that fits wins, so literal paths stand before ids.</summary>
internal sealed class RouteTable<TCall>
    where TCall : Call
{
    private readonly List<Route<TCall>> _routes = [];
    private readonly string _base;

    public RouteTable(string basePath)
    {
        _base = basePath;
    }

    public void Add(RouteKind kind, string method, string template, Func<TCall, Answer> handler) =>
        _routes.Add(new Route<TCall>(kind, method, template, handler));

    public RouteMatch<TCall> Match(HttpRequest request)
    {
        if (!request.Path.StartsWith(_base, StringComparison.Ordinal))
            return new RouteMatch<TCall>(null, "");
        string[] segments = request.Path.Substring(_base.Length).Split('/');
        foreach (Route<TCall> route in _routes)
        {
            if (route.Match(request.Method, segments) is { } id)
                return new RouteMatch<TCall>(route, id);
        }

        return new RouteMatch<TCall>(null, "");
    }
}
