using System;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>The options of custom fields. Several are made at once: all of them or none.</summary>
internal sealed class FieldOptionHandler
{
    private static readonly string[] s_members = ["field", "value", "label", "orderid", "isdefault"];
    private readonly AccountState _state;
    private readonly FieldJson _json;
    private readonly BodyReader _bodies;

    public FieldOptionHandler(AccountState state, FieldJson json)
    {
        _state = state;
        _json = json;
        _bodies = new BodyReader(state.Offences);
    }

    public void Register(RouteTable<ApiCall> routes)
    {
        routes.Add(RouteKind.FieldOptionAdd, "POST", "fieldOption/bulk", Add);
        routes.Add(RouteKind.FieldOptionRemove, "DELETE", "fieldOptions/{id}", Remove);
    }

    private Answer Add(ApiCall call)
    {
        if (_bodies.Root(call, "fieldOptions") is not { } body)
            return Answers.Json(400, _ => { });
        JsonElement[] sent = BodyReader.Objects(body, "fieldOptions").ToArray();
        foreach (JsonElement item in sent)
            _bodies.Check(item, "fieldOptions", s_members);
        if (sent.Length == 0 || !Array.TrueForAll(sent, IsGood))
            return Answers.TextError(422, "Each option needs a field and a value.");
        (int, FieldOption)[] made = Array.ConvertAll(sent, Add);
        return Answers.Json(201, json => _json.WriteOptions(json, made));
    }

    private bool IsGood(JsonElement item) =>
        _state.Catalogue.Field(BodyReader.Id(item, "field")) is not null && BodyReader.Text(item, "value") is { Length: > 0 };

    private (int Field, FieldOption Option) Add(JsonElement item)
    {
        int field = BodyReader.Id(item, "field");
        int? order = BodyReader.Id(item, "orderid") is > 0 and int id ? id : null;
        return (field, _state.Catalogue.Fields.AddOption(
            field, BodyReader.Text(item, "value")!, BodyReader.Text(item, "label"), order, BodyReader.Flag(item, "isdefault"), _state.Now));
    }

    // The recorded answer has no body.
    private Answer Remove(ApiCall call) => _state.Catalogue.Fields.RemoveOption(call.Id)
        ? Answers.Nothing()
        : Answers.NoResult("FieldOption", call.IdText);
}
