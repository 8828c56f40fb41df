using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Creates, changes and deletes single contacts.</summary>
internal sealed class ContactWriteHandler
{
    private readonly AccountState _state;
    private readonly ContactJson _json;
    private readonly BodyReader _bodies;

    public ContactWriteHandler(AccountState state, ContactJson json)
    {
        _state = state;
        _json = json;
        _bodies = new BodyReader(state.Offences);
    }

    public void Register(RouteTable<ApiCall> routes)
    {
        routes.Add(RouteKind.ContactSync, "POST", "contact/sync", Sync);
        routes.Add(RouteKind.ContactCreate, "POST", "contacts", Create);
        routes.Add(RouteKind.ContactCreate, "POST", "contacts/sync", Create);
        routes.Add(RouteKind.ContactUpdate, "PUT", "contacts/{id}", Update);
        routes.Add(RouteKind.ContactDelete, "DELETE", "contacts/{id}", Delete);
    }

    private Answer Sync(ApiCall call)
    {
        ContactInput? input = ContactInput.Read(call, _bodies);
        if (input?.Email is null or "")
            return Answers.StatusError(400, "Bad Request", "Contact sync requires an email address.");
        if (RefuseInput(input) is { } refusal)
            return refusal;

        ContactRecord? contact = _state.Contacts.Find(input.Email);
        if (contact is null && _state.IsFull)
            return LimitReached();
        int status = contact is null || _state.Options.SyncAlwaysAnswers201 ? 201 : 200;
        return Save(call, contact, input, status);
    }

    private Answer Create(ApiCall call)
    {
        ContactInput? input = ContactInput.Read(call, _bodies);
        if (input?.Email is null or "")
            return Answers.CodeError(422, "The email address is required.", "field_missing", "email");
        if (RefuseInput(input) is { } refusal)
            return refusal;
        if (_state.Contacts.Find(input.Email) is not null)
            return Duplicate();
        return _state.IsFull ? LimitReached() : Save(call, null, input, 201);
    }

    private Answer Update(ApiCall call)
    {
        if (_state.Contacts.Find(call.Id) is not { } contact)
            return Answers.NoResult("Subscriber", call.IdText);
        if (ContactInput.Read(call, _bodies) is not { } input)
            return Answers.Json(400, _ => { });
        if (RefuseInput(input) is { } refusal)
            return refusal;
        if (input.Email is { Length: > 0 } email)
        {
            if (_state.Contacts.Find(email) is { } other && other != contact)
                return Duplicate();
            _state.Contacts.Rename(contact, email);
        }

        return Save(call, contact, input, 200);
    }

    private Answer Delete(ApiCall call)
    {
        if (_state.Contacts.Find(call.Id) is not { } contact)
            return Answers.Message(404, "No result found for contact with id " + call.IdText);
        if (!_state.TryArchive())
        {
            return Answers.StatusError(
                _state.Options.ArchiveLimitStatus, "Forbidden", _state.Options.ArchiveLimitText);
        }

        _state.Deletions.Add(contact, _state.Now);
        _state.Contacts.Remove(contact);
        return Answers.Empty();
    }

    private Answer? RefuseInput(ContactInput input)
    {
        if (input.Email is { Length: > 0 } email && !AddressRules.IsWellFormed(email))
            return Answers.CodeError(422, "Email address is invalid.", "email_invalid", "email", repeatAsError: true);
        if (!_state.Options.SingleCallsRefuseBadValues)
            return null;
        FieldInput bad = input.Fields.FirstOrDefault(
            item => _state.Catalogue.Field(item.Id) is { } field && !FieldValues.Fits(field, item.Value));
        return bad.Id == 0 ? null : Answers.CodeError(422, "The field value is invalid.", "field_invalid", "fieldValues");
    }

    private Answer Save(ApiCall call, ContactRecord? existing, ContactInput input, int status)
    {
        DateTimeOffset now = _state.Now;
        ContactRecord contact = existing ?? _state.CreateContact(input.Email!, now);
        contact.FirstName = input.FirstName ?? contact.FirstName;
        contact.LastName = input.LastName ?? contact.LastName;
        contact.Phone = input.Phone ?? contact.Phone;
        contact.Touch(now, !_state.Options.UdateLags);
        List<FieldEntry> entries = SetFields(contact, input.Fields, now);
        _state.RunAutomation(contact, now);
        return Answers.Json(status, json =>
        {
            if (input.Fields.Count > 0)
                WriteValues(json, contact, entries, call.Salt);
            json.WriteStartObject("contact");
            if (existing is null)
                _json.WriteCreated(json, contact);
            else
                _json.WriteContact(json, contact, new Include(false, false, false, FieldValues: true));
            json.WriteEndObject();
        });
    }

    private void WriteValues(Utf8JsonWriter json, ContactRecord contact, List<FieldEntry> entries, long salt)
    {
        json.WriteStartArray("fieldValues");
        foreach (FieldEntry entry in entries)
        {
            json.WriteStartObject();
            _json.WriteFieldValue(json, contact, entry, _state.Options.IdEcho, salt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private List<FieldEntry> SetFields(ContactRecord contact, IReadOnlyList<FieldInput> inputs, DateTimeOffset now)
    {
        List<FieldEntry> entries = [];
        foreach (FieldInput input in inputs)
        {
            if (_state.Catalogue.Field(input.Id) is { } field)
                entries.Add(_state.SetField(contact, field, input.Value, now));
            else
                _state.Offences.Add(OffenceKind.UnknownReference, "field " + input.Id);
        }

        return entries;
    }

    private Answer LimitReached() => Answers.StatusError(
        _state.Options.ContactLimitStatus, "Forbidden", "The contact limit of the account has been reached.");

    private static Answer Duplicate() => Answers.CodeError(
        422, "Email address already exists in the system", "duplicate", "email");
}
