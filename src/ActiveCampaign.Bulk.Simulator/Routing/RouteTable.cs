using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Simulator.Http;

namespace ActiveCampaign.Bulk.Simulator.Routing;

/// <summary>All routes below <c>/api/3/</c>. The first that fits wins, so literal paths stand before ids.</summary>
internal sealed class RouteTable
{
    private const string Base = "/api/3/";
    private readonly List<Route> _routes = [];

    public void Add(RouteKind kind, string method, string template, Func<ApiCall, Answer> handler) =>
        _routes.Add(new Route(kind, method, template, handler));

    public RouteMatch Match(HttpRequest request)
    {
        if (!request.Path.StartsWith(Base, StringComparison.Ordinal))
            return new RouteMatch(null, "");
        string[] segments = request.Path.Substring(Base.Length).Split('/');
        foreach (Route route in _routes)
        {
            if (route.Match(request.Method, segments) is { } id)
                return new RouteMatch(route, id);
        }

        return new RouteMatch(null, "");
    }
}
