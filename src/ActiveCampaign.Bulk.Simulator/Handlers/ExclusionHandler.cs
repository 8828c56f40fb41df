using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Shows what keeps addresses out. Its total is a number, unlike elsewhere.</summary>
internal sealed class ExclusionHandler
{
    private static readonly string[] s_fields = ["[matchPhrase]", "[lists]"];
    private readonly AccountState _state;

    public ExclusionHandler(AccountState state)
    {
        _state = state;
    }

    public void Register(RouteTable<ApiCall> routes) => routes.Add(RouteKind.Exclusions, "GET", "lists/exclusions", List);

    private Answer List(ApiCall call)
    {
        QueryParameters query = call.Request.Query;
        call.CheckParameters(_state.Offences, "filters", "orders", "limit", "offset");
        string[] unknown = query.Keyed("filters").Select(pair => pair.Key).Where(key => !s_fields.Contains(key)).ToArray();
        if (unknown.Length > 0)
            return Refuse(unknown);

        IEnumerable<Exclusion> found = QueryRules.Filter(
            _state.Catalogue.Exclusions, query, "matchPhrase", exclusion => exclusion.Phrase);
        Exclusion[] exclusions = QueryRules.Order(found, query, "matchPhrase", exclusion => exclusion.Phrase).ToArray();
        return Answers.Json(200, json =>
        {
            json.WriteStartArray("exclusions");
            foreach (Exclusion exclusion in Page.From(query, _state.Options).Of(exclusions))
                Write(json, exclusion);
            json.WriteEndArray();
            json.WriteStartObject("meta");
            json.WriteNumber("total", exclusions.Length);
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, Exclusion exclusion)
    {
        json.WriteStartObject();
        json.WriteId("id", exclusion.Id);
        json.WriteString("matchPhrase", exclusion.Phrase);
        json.WriteString("matchType", exclusion.Match == ExclusionMatch.Exact ? "exact" : "end");
        json.WriteString("channel", "all");
        json.WriteBoolean("hidden", false);
        json.WriteStartArray("lists");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Answer Refuse(string[] filters) => Answers.Json(422, json =>
    {
        json.WriteStartArray("errors");
        foreach (string filter in filters)
        {
            json.WriteStartObject();
            json.WriteNumber("status", 422);
            json.WriteString("title", "Invalid attribute");
            json.WriteString("detail", "Invalid filter field: \"" + filter.Trim('[', ']') + "\". Allowed fields are: matchPhrase, lists");
            json.WriteStartObject("source");
            json.WriteString("pointer", "/data/attributes/filters" + filter);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
