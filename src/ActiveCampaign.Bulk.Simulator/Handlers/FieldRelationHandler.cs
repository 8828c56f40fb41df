using System.Linq;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Which lists custom fields are tied to.</summary>
internal sealed class FieldRelationHandler
{
    private static readonly string[] s_members = ["field", "relid"];
    private readonly AccountState _state;
    private readonly BodyReader _bodies;

    public FieldRelationHandler(AccountState state)
    {
        _state = state;
        _bodies = new BodyReader(state.Offences);
    }

    public void Register(RouteTable<ApiCall> routes)
    {
        routes.Add(RouteKind.FieldRelationList, "GET", "fieldRels", List);
        routes.Add(RouteKind.FieldRelationAdd, "POST", "fieldRels", Add);
        routes.Add(RouteKind.FieldRelationRemove, "DELETE", "fieldRels/{id}", Remove);
    }

    private Answer List(ApiCall call)
    {
        call.CheckParameters(_state.Offences, "limit", "offset");
        (int Field, FieldRelation Relation)[] relations = _state.Catalogue.Fields.All
            .SelectMany(field => field.Relations.Select(relation => (field.Id, relation)))
            .OrderBy(item => item.relation.Id).ToArray();
        return Answers.Json(200, json =>
        {
            FieldJson.WriteRelations(json, Page.From(call.Request.Query, _state.Options).Of(relations));
            Page.WriteMeta(json, relations.Length, _state.Options);
        });
    }

    private Answer Add(ApiCall call)
    {
        if (_bodies.Resource(call, "fieldRel", s_members) is not { } body)
            return Answers.Json(400, _ => { });
        if (_state.Catalogue.Field(BodyReader.Id(body, "field")) is not { } field)
            return Answers.NoResult("Field", BodyReader.Text(body, "field") ?? "");
        string list = BodyReader.Text(body, "relid") ?? "";
        int listId = BodyReader.Id(body, "relid");
        if (list != "0" && _state.Catalogue.List(listId) is null)
            return Answers.NoResult("_List", list);
        FieldRelation relation = _state.Catalogue.Fields.Relate(field.Id, listId);
        return Answers.Json(201, json =>
        {
            json.WriteStartObject("fieldRel");
            FieldJson.WriteRelation(json, field.Id, relation);
            json.WriteEndObject();
        });
    }

    private Answer Remove(ApiCall call) => _state.Catalogue.Fields.RemoveRelation(call.Id)
        ? Answers.Empty()
        : Answers.NoResult("FieldRel", call.IdText);
}
