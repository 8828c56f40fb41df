namespace ActiveCampaign.Bulk.Simulator.Routing;

/// <summary>The route of a path, null for none, and the id in the path.</summary>
internal readonly record struct RouteMatch(Route? Route, string Id);
