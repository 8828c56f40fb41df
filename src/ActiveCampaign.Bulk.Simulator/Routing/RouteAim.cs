namespace ActiveCampaign.Bulk.Simulator.Routing;

/// <summary>Which routes are meant by one of the kinds.</summary>
internal static class RouteAim
{
    public static bool Covers(this RouteKind aim, RouteKind route) => aim switch
    {
        RouteKind.Any => true,
        RouteKind.CCImport => route is RouteKind.CCJsonImport or RouteKind.CCFileImport,
        _ => aim == route,
    };
}
