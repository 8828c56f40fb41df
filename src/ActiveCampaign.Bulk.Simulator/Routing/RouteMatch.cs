namespace ActiveCampaign.Bulk.Simulator.Routing;

/// <summary>The route of a path, null for none, and the id in the path.</summary>
internal readonly record struct RouteMatch<TCall>(Route<TCall>? Route, string Id)
    where TCall : Call;
