using System.Linq;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Shows the saved segments.</summary>
internal sealed class SegmentHandler
{
    private readonly AccountState _state;

    public SegmentHandler(AccountState state)
    {
        _state = state;
    }

    public void Register(RouteTable<ApiCall> routes) => routes.Add(RouteKind.Segments, "GET", "segments", List);

    private Answer List(ApiCall call)
    {
        call.CheckParameters(_state.Offences, "limit", "offset");
        Segment[] page = Page.From(call.Request.Query, _state.Options).Of(_state.Segments.All);
        return Answers.Json(200, json =>
        {
            json.WriteStartArray("segments");
            foreach (Segment segment in page)
            {
                json.WriteStartObject();
                json.WriteString("name", segment.Name);
                json.WriteString("logic", "and");
                json.WriteString("hidden", "0");
                json.WriteString("seriesid", "0");
                json.WriteStartArray("links");
                json.WriteEndArray();
                json.WriteId("id", segment.Id);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Page.WriteMeta(json, _state.Segments.All.Count, _state.Options);
        });
    }
}
