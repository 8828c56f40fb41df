using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>The account's custom fields.</summary>
internal sealed class FieldHandler
{
    private readonly AccountState _state;
    private readonly FieldJson _json;

    public FieldHandler(AccountState state, FieldJson json)
    {
        _state = state;
        _json = json;
    }

    public void Register(RouteTable<ApiCall> routes)
    {
        routes.Add(RouteKind.Fields, "GET", "fields", List);
        routes.Add(RouteKind.FieldGet, "GET", "fields/{id}", Get);
        routes.Add(RouteKind.FieldRelations, "GET", "fields/{id}/relations", call => Find(call, (json, field) => FieldJson.WriteRelations(json, [field])));
        routes.Add(RouteKind.FieldOptions, "GET", "fields/{id}/options", Options);
    }

    private Answer List(ApiCall call)
    {
        QueryParameters query = call.Request.Query;
        call.CheckParameters(_state.Offences, "filters", "limit", "offset");
        IEnumerable<FieldDefinition> found = _state.Catalogue.Fields.All;
        if (query["filters[perstag]"] is { Length: > 0 } perstag)
            found = found.Where(field => string.Equals(field.Perstag, perstag, StringComparison.OrdinalIgnoreCase));
        FieldDefinition[] fields = found.ToArray();
        FieldDefinition[] page = Page.From(query, _state.Options, _state.Options.FieldsDefaultPage).Of(fields);
        return Answers.Json(200, json =>
        {
            _json.WriteOptions(json, page);
            FieldJson.WriteRelations(json, page);
            json.WriteStartArray("fields");
            foreach (FieldDefinition field in page)
            {
                json.WriteStartObject();
                _json.Write(json, field);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Page.WriteMeta(json, fields.Length, _state.Options);
        });
    }

    private Answer Get(ApiCall call) => Find(call, (json, field) =>
    {
        _json.WriteOptions(json, [field]);
        FieldJson.WriteRelations(json, [field]);
        json.WriteStartObject("field");
        _json.Write(json, field);
        json.WriteEndObject();
    });

    private Answer Options(ApiCall call) => Find(call, (json, field) => _json.WriteOptions(json, [field]));

    private Answer Find(ApiCall call, Action<Utf8JsonWriter, FieldDefinition> write) =>
        _state.Catalogue.Field(call.Id) is { } field
            ? Answers.Json(200, json => write(json, field))
            : Answers.NoResult("Field", call.IdText);
}
