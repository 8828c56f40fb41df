using System;
using System.Globalization;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Routing;

/// <summary>One request to a simulated account of ActiveCampaign.</summary>
internal sealed class ApiCall : Call
{
    public ApiCall(HttpRequest request, RouteMatch<ApiCall> match, RequestEntry entry, long connection, SimulatorOptions options)
        : base(request, match.Id, entry, connection)
    {
        Route = match.Route;
        Options = options;
    }

    public Route<ApiCall>? Route { get; }

    public SimulatorOptions Options { get; }

    public int Id => int.TryParse(IdText, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0;

    /// <summary>Strikes a batch that the call has brought in.</summary>
    public Action<BatchFate> Strike { get; set; } = static _ => { };

    /// <summary>The body of an import, already read; null where it is not JSON.</summary>
    public ImportRequest? Import { get; set; }
}
