using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Makes, changes and deletes custom fields. A new one has no options and belongs to no list yet.</summary>
internal sealed class FieldWriteHandler
{
    private static readonly string[] s_members =
        ["title", "type", "descript", "isrequired", "perstag", "defval", "show_in_list", "rows", "cols", "visible", "service", "ordernum"];

    private readonly AccountState _state;
    private readonly FieldJson _json;
    private readonly BodyReader _bodies;

    public FieldWriteHandler(AccountState state, FieldJson json)
    {
        _state = state;
        _json = json;
        _bodies = new BodyReader(state.Offences);
    }

    public void Register(RouteTable<ApiCall> routes)
    {
        routes.Add(RouteKind.FieldCreate, "POST", "fields", Create);
        routes.Add(RouteKind.FieldUpdate, "PUT", "fields/{id}", Update);
        routes.Add(RouteKind.FieldDelete, "DELETE", "fields/{id}", Delete);
    }

    private Answer Create(ApiCall call)
    {
        if (_bodies.Resource(call, "field", s_members) is not { } body)
            return Answers.Json(400, _ => { });
        string title = BodyReader.Text(body, "title") ?? "";
        string? type = BodyReader.Text(body, "type");
        if (Refusal(title, type ?? "", 0) is { } refusal)
            return refusal;
        FieldDefinition field = _state.Catalogue.Fields.Add(title, FieldDefinition.TypeOf(type)!.Value, PerstagIn(body), _state.Now);
        return Show(201, Changed(field, body));
    }

    private Answer Update(ApiCall call)
    {
        if (_state.Catalogue.Field(call.Id) is not { } field)
            return Answers.NoResult("Field", call.IdText);
        if (_bodies.Resource(call, "field", s_members) is not { } body)
            return Answers.Json(400, _ => { });
        string title = BodyReader.Text(body, "title") ?? field.Title;
        string type = BodyReader.Text(body, "type") ?? field.WireType;
        if (Refusal(title, type, field.Id) is { } refusal)
            return refusal;
        FieldDefinition named = field with
        {
            Title = title,
            Type = FieldDefinition.TypeOf(type)!.Value,
            Perstag = PerstagIn(body) ?? field.Perstag,
            Updated = _state.Now,
        };
        return Show(200, Changed(named, body));
    }

    private Answer Delete(ApiCall call)
    {
        if (!_state.Catalogue.Fields.Remove(call.Id))
            return Answers.NoResult("Field", call.IdText);
        foreach (ContactRecord contact in _state.Contacts.After(0))
            contact.RemoveField(call.Id);
        return Answers.Empty();
    }

    private Answer? Refusal(string title, string type, int id)
    {
        if (title.Length == 0)
            return Answers.CodeError(422, "The field title is required.", "field_missing", "title");
        if (type.Length == 0)
            return Answers.CodeError(422, "The field type is required.", "field_missing", "type");
        if (FieldDefinition.TypeOf(type) is null)
            return Answers.CodeError(422, "The field type is not a valid choice.", "choice_invalid", "type");
        return _state.Catalogue.Fields.Titled(title) is { } other && other.Id != id
            ? Answers.CodeError(422, "The field title already exists in the system.", "duplicate", "title")
            : null;
    }

    private FieldDefinition Changed(FieldDefinition field, JsonElement body) => _state.Catalogue.Fields.Put(field with
    {
        Description = BodyReader.Text(body, "descript") ?? field.Description,
        DefaultValue = BodyReader.Text(body, "defval") ?? field.DefaultValue,
        IsRequired = BodyReader.Flag(body, "isrequired", field.IsRequired),
        IsVisible = BodyReader.Flag(body, "visible", field.IsVisible),
        Order = BodyReader.Id(body, "ordernum") is > 0 and int order ? order : field.Order,
    });

    /// <summary>A personalization tag has no other characters than these, whatever was sent.</summary>
    private static string? PerstagIn(JsonElement body)
    {
        string perstag = new((BodyReader.Text(body, "perstag") ?? "").Where(c => c == '_' || char.IsLetterOrDigit(c)).ToArray());
        return perstag.Length == 0 ? null : perstag.ToUpper(CultureInfo.InvariantCulture);
    }

    private Answer Show(int status, FieldDefinition field) => Answers.Json(status, json =>
    {
        json.WriteStartObject("field");
        _json.Write(json, field);
        json.WriteEndObject();
    });
}
