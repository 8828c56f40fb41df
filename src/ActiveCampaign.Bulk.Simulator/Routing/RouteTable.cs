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
    private readonly bool _takesSlash;

    /// <summary>Makes a table.</summary>
    /// <param name="basePath">What all paths begin with.</param>
    /// <param name="takesSlash">Whether a path may end with a slash.</param>
    public RouteTable(string basePath, bool takesSlash = false)
    {
        _base = basePath;
        _takesSlash = takesSlash;
    }

    public void Add(RouteKind kind, string method, string template, Func<TCall, Answer> handler) =>
        _routes.Add(new Route<TCall>(kind, method, template, handler));

    public RouteMatch<TCall> Match(HttpRequest request)
    {
        if (!request.Path.StartsWith(_base, StringComparison.Ordinal))
            return new RouteMatch<TCall>(null, "");
        string path = request.Path.Substring(_base.Length);
        string[] segments = (_takesSlash ? path.TrimEnd('/') : path).Split('/');
        foreach (Route<TCall> route in _routes)
        {
            if (route.Match(request.Method, segments) is { } id)
                return new RouteMatch<TCall>(route, id);
        }

        return new RouteMatch<TCall>(null, "");
    }
}
