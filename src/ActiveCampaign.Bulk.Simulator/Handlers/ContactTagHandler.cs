using System;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>The tags of contacts.</summary>
internal sealed class ContactTagHandler
{
    private static readonly string[] s_members = ["contact", "tag"];
    private readonly AccountState _state;
    private readonly ContactJson _json;
    private readonly BodyReader _bodies;

    public ContactTagHandler(AccountState state, ContactJson json)
    {
        _state = state;
        _json = json;
        _bodies = new BodyReader(state.Offences);
    }

    public void Register(RouteTable<ApiCall> routes)
    {
        routes.Add(RouteKind.ContactTagAdd, "POST", "contactTags", Add);
        routes.Add(RouteKind.ContactTagList, "GET", "contactTags", List);
        routes.Add(RouteKind.ContactTagRemove, "DELETE", "contactTags/{id}", Remove);
        routes.Add(RouteKind.ContactAutomationRemove, "DELETE", "contactAutomations/{id}",
            call => Answers.NoResult("SubscriberSeries", call.IdText, 403));
    }

    private Answer Add(ApiCall call)
    {
        if (_bodies.Resource(call, "contactTag", s_members) is not { } body)
            return Answers.Json(400, _ => { });
        int tagId = BodyReader.Id(body, "tag");
        if (tagId == 0)
            return Answers.CodeError(422, "No tag id provided", "field_missing", "tag");
        if (_state.Contacts.Find(BodyReader.Id(body, "contact")) is not { } contact)
            return Answers.StatusError(404, "Not Found", "Contact not found");
        if (_state.Catalogue.Tag(tagId) is null)
            return Answers.NoResult("Tag", WireFormat.Text(tagId));

        Add(contact, tagId);
        TagLink link = contact.Tags[contact.IndexOfTag(tagId)];
        return Answers.Json(_state.Options.ContactTagAnswers201 ? 201 : 200, json => Write(json, contact, link, call.Salt));
    }

    private void Add(ContactRecord contact, int tagId)
    {
        DateTimeOffset now = _state.Now;
        if (!_state.Contacts.AddTag(contact, tagId, now))
            return;
        contact.Touch(now, !_state.Options.UdateLags);
        _state.RunAutomation(contact, now);
    }

    private void Write(Utf8JsonWriter json, ContactRecord contact, TagLink link, long salt)
    {
        json.WriteStartArray("contacts");
        json.WriteStartObject();
        _json.WriteContact(json, contact);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("contactTag");
        _json.WriteTagLink(json, contact, link, _state.Options.IdEcho, salt);
        json.WriteEndObject();
    }

    private Answer List(ApiCall call)
    {
        call.CheckParameters(_state.Offences, "limit", "offset");
        (ContactRecord Contact, TagLink Link)[] links = _state.Contacts.After(0).SelectMany(contact => contact.Tags.ToArray().Select(link => (contact, link))).ToArray();
        return Answers.Json(200, json =>
        {
            json.WriteStartArray("contactTags");
            foreach ((ContactRecord contact, TagLink link) in Page.From(call.Request.Query, _state.Options).Of(links))
            {
                json.WriteStartObject();
                _json.WriteTagLink(json, contact, link, IdEcho.Strings, 0);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Page.WriteMeta(json, links.Length, _state.Options);
        });
    }

    private Answer Remove(ApiCall call)
    {
        ContactRecord? contact = _state.Contacts.Find(_state.Contacts.TagLinks.OwnerOf(call.Id));
        if (contact is null)
            return Missing(call);
        foreach (TagLink link in contact.Tags)
        {
            if (link.Id != call.Id)
                continue;
            contact.RemoveTag(link.TagId);
            contact.Touch(_state.Now, !_state.Options.UdateLags);
            return Answers.Empty();
        }

        return Missing(call);
    }

    private Answer Missing(ApiCall call) => Answers.NoResult("SubscriberTag", call.IdText, _state.Options.MissingTagLinkStatus);
}
