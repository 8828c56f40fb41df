using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Simulator.Http;

namespace ActiveCampaign.Bulk.Simulator.Routing;

/// <summary>One request on its way through a simulated service.</summary>
internal abstract class Call
{
    protected Call(HttpRequest request, string idText, RequestEntry entry, long connection)
    {
        Request = request;
        IdText = idText;
        Entry = entry;
        Connection = connection;
    }

    public HttpRequest Request { get; }

    public RouteKind Kind => Entry.Route;

    /// <summary>What stands in the place of <c>{id}</c>.</summary>
    public string IdText { get; }

    public RequestEntry Entry { get; }

    public long Connection { get; }

    public DateTimeOffset Arrived => Entry.Arrived;

    /// <summary>Tells answers apart whose spelling varies.</summary>
    public long Salt => Entry.Sequence;

    /// <summary>Time that passes before the answer, beside the general latency.</summary>
    public TimeSpan Delay { get; set; }

    public override string ToString() => Request.Method + " " + Request.Path;

    /// <summary>Counts query parameters that the route does not have. Brackets do not belong to a name.</summary>
    public void CheckParameters(OffenceCounters offences, params string[] allowed)
    {
        foreach (KeyValuePair<string, string> pair in Request.Query.Pairs)
        {
            int bracket = pair.Key.IndexOf('[');
            string name = bracket < 0 ? pair.Key : pair.Key.Substring(0, bracket);
            if (!allowed.Contains(name))
                offences.Add(OffenceKind.UnknownParameter, Kind + "?" + pair.Key);
        }
    }
}
