using System;
using System.Globalization;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Routing;

/// <summary>One request on its way through the simulator.</summary>
internal sealed class ApiCall
{
    public ApiCall(HttpRequest request, RouteMatch match, RequestEntry entry, long connection)
    {
        Request = request;
        Route = match.Route;
        IdText = match.Id;
        Entry = entry;
        Connection = connection;
    }

    public HttpRequest Request { get; }

    public Route? Route { get; }

    public RouteKind Kind => Route?.Kind ?? RouteKind.Unknown;

    /// <summary>What stands in the place of <c>{id}</c>.</summary>
    public string IdText { get; }

    public int Id => int.TryParse(IdText, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0;

    public RequestEntry Entry { get; }

    public long Connection { get; }

    public DateTimeOffset Arrived => Entry.Arrived;

    /// <summary>Tells answers apart whose spelling varies.</summary>
    public long Salt => Entry.Sequence;

    /// <summary>Strikes a batch that the call has brought in.</summary>
    public Action<BatchFate> Strike { get; set; } = static _ => { };

    /// <summary>The body of an import, already read; null where it is not JSON.</summary>
    public ImportRequest? Import { get; set; }

    /// <summary>Time that passes before the answer, beside the general latency.</summary>
    public TimeSpan Delay { get; set; }
}
