using System;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Single values of custom fields.</summary>
internal sealed class FieldValueHandler
{
    private static readonly string[] s_members = ["contact", "field", "value"];
    private readonly AccountState _state;
    private readonly ContactJson _json;
    private readonly BodyReader _bodies;

    public FieldValueHandler(AccountState state, ContactJson json)
    {
        _state = state;
        _json = json;
        _bodies = new BodyReader(state.Offences);
    }

    public void Register(RouteTable<ApiCall> routes)
    {
        routes.Add(RouteKind.FieldValueSet, "POST", "fieldValues", Set);
        routes.Add(RouteKind.FieldValueGet, "GET", "fieldValues/{id}", Get);
        routes.Add(RouteKind.FieldValueUpdate, "PUT", "fieldValues/{id}", Update);
        routes.Add(RouteKind.FieldValueRemove, "DELETE", "fieldValues/{id}", Remove);
        routes.Add(RouteKind.FieldValueList, "GET", "fieldValues", List);
    }

    private Answer Set(ApiCall call)
    {
        if (_bodies.Resource(call, "fieldValue", s_members, "useDefaults") is not { } body)
            return Answers.Json(400, _ => { });
        if (_state.Catalogue.Field(BodyReader.Id(body, "field")) is not { } field)
            return Answers.CodeError(422, "Field id not valid", "field_invalid", "field");
        if (_state.Contacts.Find(BodyReader.Id(body, "contact")) is not { } contact)
            return Answers.NoResult("Subscriber", BodyReader.Text(body, "contact") ?? "");
        bool isNew = contact.IndexOfField(field.Id) < 0;
        return Set(call, contact, field, body, isNew && _state.Options.NewFieldValueAnswers201 ? 201 : 200);
    }

    // The id says whose value of which field it is; what the body says of that is not looked at.
    private Answer Update(ApiCall call)
    {
        if (_state.Contacts.Find(_state.Contacts.FieldEntries.OwnerOf(call.Id)) is not { } contact || FieldOf(contact, call.Id) is not { } field)
            return Answers.NoResult("FieldValue", call.IdText);
        return _bodies.Resource(call, "fieldValue", s_members, "useDefaults") is { } body
            ? Set(call, contact, field, body, 200)
            : Answers.Json(400, _ => { });
    }

    private FieldDefinition? FieldOf(ContactRecord contact, int entryId)
    {
        foreach (FieldEntry entry in contact.Fields)
        {
            if (entry.Id == entryId)
                return _state.Catalogue.Field(entry.FieldId);
        }

        return null;
    }

    private Answer Set(ApiCall call, ContactRecord contact, FieldDefinition field, JsonElement body, int status)
    {
        string value = BodyReader.Text(body, "value") ?? "";
        if (_state.Options.SingleCallsRefuseBadValues && !FieldValues.Fits(field, value))
            return Answers.CodeError(422, "The field value is invalid.", "field_invalid", "value");

        DateTimeOffset now = _state.Now;
        FieldEntry entry = _state.SetField(contact, field, value, now);
        contact.Touch(now, !_state.Options.UdateLags);
        _state.RunAutomation(contact, now);
        return Answers.Json(status, json =>
        {
            json.WriteStartArray("contacts");
            json.WriteStartObject();
            _json.WriteContact(json, contact);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartObject("fieldValue");
            _json.WriteFieldValue(json, contact, entry, _state.Options.IdEcho, call.Salt);
            json.WriteEndObject();
        });
    }

    private Answer Get(ApiCall call)
    {
        if (_state.Contacts.Find(_state.Contacts.FieldEntries.OwnerOf(call.Id)) is { } contact)
        {
            foreach (FieldEntry entry in contact.Fields)
            {
                if (entry.Id == call.Id)
                    return Show(contact, entry);
            }
        }

        return Answers.NoResult("FieldValue", call.IdText, 403);
    }

    // Reading a value that is gone is 403, deleting it is 404.
    private Answer Remove(ApiCall call)
    {
        if (_state.Contacts.Find(_state.Contacts.FieldEntries.OwnerOf(call.Id)) is not { } contact)
            return Answers.NoResult("FieldValue", call.IdText);
        foreach (FieldEntry entry in contact.Fields)
        {
            if (entry.Id != call.Id)
                continue;
            contact.RemoveField(entry.FieldId);
            contact.Touch(_state.Now, !_state.Options.UdateLags);
            return Answers.Empty();
        }

        return Answers.NoResult("FieldValue", call.IdText);
    }

    private Answer List(ApiCall call)
    {
        QueryParameters query = call.Request.Query;
        call.CheckParameters(_state.Offences, "filters", "limit", "offset");
        string? field = query["filters[fieldid]"];
        string? value = query["filters[val]"];
        (ContactRecord Contact, FieldEntry Entry)[] found = _state.Contacts.After(0)
            .SelectMany(contact => contact.Fields.ToArray().Select(entry => (contact, entry)))
            .Where(item => (field is null || WireFormat.Text(item.entry.FieldId) == field) && (value is null || item.entry.Value == value)).ToArray();
        return Answers.Json(200, json =>
        {
            json.WriteStartArray("fieldValues");
            foreach ((ContactRecord contact, FieldEntry entry) in Page.From(query, _state.Options).Of(found))
            {
                json.WriteStartObject();
                _json.WriteFieldValue(json, contact, entry, IdEcho.Strings, 0);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Page.WriteMeta(json, found.Length, _state.Options);
        });
    }

    private Answer Show(ContactRecord contact, FieldEntry entry) => Answers.Json(200, json =>
    {
        json.WriteStartObject("fieldValue");
        _json.WriteFieldValue(json, contact, entry, IdEcho.Strings, 0);
        json.WriteEndObject();
    });
}
