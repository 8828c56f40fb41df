using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Lists and the contacts on them.</summary>
internal sealed class ListHandler
{
    private static readonly string[] s_linkMembers = ["list", "contact", "status", "sourceid"];
    private static readonly string[] s_members =
        ["name", "stringid", "sender_url", "sender_reminder", "channel", "send_last_broadcast", "carboncopy", "subscription_notify", "unsubscription_notify", "user"];

    private readonly AccountState _state;
    private readonly ContactJson _json;
    private readonly BodyReader _bodies;
    private readonly string _base;

    public ListHandler(AccountState state, ContactJson json, Uri api)
    {
        _state = state;
        _json = json;
        _bodies = new BodyReader(state.Offences);
        _base = api.AbsoluteUri;
    }

    public void Register(RouteTable<ApiCall> routes)
    {
        routes.Add(RouteKind.Lists, "GET", "lists", List);
        routes.Add(RouteKind.ListGet, "GET", "lists/{id}", Get);
        routes.Add(RouteKind.ListCreate, "POST", "lists", Create);
        routes.Add(RouteKind.ListUpdate, "PUT", "lists/{id}", Update);
        routes.Add(RouteKind.ContactListList, "GET", "contactLists", ListLinks);
        routes.Add(RouteKind.ListDelete, "DELETE", "lists/{id}", Delete);
        routes.Add(RouteKind.ContactListSet, "POST", "contactLists", Set);
    }

    private Answer List(ApiCall call)
    {
        QueryParameters query = call.Request.Query;
        call.CheckParameters(_state.Offences, "filters", "orders", "limit", "offset");
        IEnumerable<MailingList> found = QueryRules.Filter(_state.Catalogue.Lists, query, "name", list => list.Name);
        MailingList[] lists = QueryRules.Order(found, query, "name", list => list.Name).ToArray();
        return Answers.Json(200, json =>
        {
            json.WriteStartArray("lists");
            foreach (MailingList list in Page.From(query, _state.Options).Of(lists))
            {
                json.WriteStartObject();
                Write(json, list);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Page.WriteMeta(json, lists.Length, _state.Options);
        });
    }

    private Answer Get(ApiCall call) => _state.Catalogue.List(call.Id) is { } list
        ? Answers.Json(200, json =>
        {
            json.WriteStartObject("list");
            Write(json, list);
            json.WriteEndObject();
        })
        : Answers.NoResult("_List", call.IdText);

    private Answer Create(ApiCall call)
    {
        if (_bodies.Resource(call, "list", s_members) is not { } body)
            return Answers.Json(400, _ => { });
        if (BodyReader.Text(body, "name") is not { Length: > 0 } name)
            return Answers.CodeError(422, "The list name is required.", "field_missing", "name");
        MailingList list = _state.Catalogue.Put(Changed(_state.Catalogue.AddList(name, _state.Now), body));
        return Answers.Json(_state.Options.ListCreateAnswers201 ? 201 : 200, json =>
        {
            json.WriteStartObject("list");
            Write(json, list);
            json.WriteEndObject();
        });
    }

    // The recorded answer to a change has no body.
    private Answer Update(ApiCall call)
    {
        if (_state.Catalogue.List(call.Id) is not { } list)
            return Answers.NoResult("_List", call.IdText);
        if (_bodies.Resource(call, "list", s_members) is not { } body)
            return Answers.Json(400, _ => { });
        if (BodyReader.Text(body, "name") is { Length: 0 })
            return Answers.CodeError(422, "The list name is required.", "field_missing", "name");
        _state.Catalogue.Put(Changed(list, body) with { Updated = _state.Now });
        return Answers.Nothing();
    }

    private static MailingList Changed(MailingList list, JsonElement body) => list with
    {
        Name = BodyReader.Text(body, "name") ?? list.Name,
        StringId = BodyReader.Text(body, "stringid") ?? list.StringId,
        SenderUrl = BodyReader.Text(body, "sender_url") ?? list.SenderUrl,
        SenderReminder = BodyReader.Text(body, "sender_reminder") ?? list.SenderReminder,
        Channel = BodyReader.Text(body, "channel") ?? list.Channel,
    };

    private Answer ListLinks(ApiCall call)
    {
        call.CheckParameters(_state.Offences, "limit", "offset");
        (ContactRecord Contact, ListLink Link)[] links = _state.Contacts.After(0).SelectMany(contact => contact.Lists.ToArray().Select(link => (contact, link))).ToArray();
        return Answers.Json(200, json =>
        {
            json.WriteStartArray("contactLists");
            foreach ((ContactRecord contact, ListLink link) in Page.From(call.Request.Query, _state.Options).Of(links))
            {
                json.WriteStartObject();
                _json.WriteListLink(json, contact, link, IdEcho.Strings, 0);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Page.WriteMeta(json, links.Length, _state.Options);
        });
    }

    private Answer Delete(ApiCall call)
    {
        if (!_state.Catalogue.RemoveList(call.Id))
            return Answers.NoResult("_List", call.IdText, 403);
        foreach (ContactRecord contact in _state.Contacts.After(0))
            contact.RemoveList(call.Id);
        return Answers.Empty();
    }

    private Answer Set(ApiCall call)
    {
        if (_bodies.Resource(call, "contactList", s_linkMembers) is not { } body)
            return Answers.Json(400, _ => { });
        if (_state.Contacts.Find(BodyReader.Id(body, "contact")) is not { } contact)
            return Answers.NoResult("Subscriber", BodyReader.Text(body, "contact") ?? "");
        if (_state.Catalogue.List(BodyReader.Id(body, "list")) is not { } list)
            return Answers.NoResult("_List", BodyReader.Text(body, "list") ?? "");
        if (BodyReader.Text(body, "status") is not ("0" or "1" or "2" or "3"))
            return Answers.CodeError(422, "The status is not a valid choice.", "choice_invalid", "status");

        ContactListStatus status = (ContactListStatus)BodyReader.Id(body, "status");
        bool isNew = contact.StatusOn(list.Id) is null;
        Set(contact, list, status, BodyReader.Id(body, "sourceid"));
        ListLink link = contact.Lists[contact.IndexOfList(list.Id)];
        return Answers.Json(isNew && _state.Options.NewListLinkAnswers201 ? 201 : 200, json => WriteLink(json, contact, link, call.Salt));
    }

    private void Set(ContactRecord contact, MailingList list, ContactListStatus status, int source)
    {
        DateTimeOffset now = _state.Now;
        if (status == ContactListStatus.Active && contact.StatusOn(list.Id) == ContactListStatus.Unsubscribed)
            _state.Offences.Add(OffenceKind.Resubscription, "contact " + contact.Id + " on list " + list.Id);
        _state.Contacts.SetList(contact, list.Id, status, source, now);
        contact.Touch(now, movesUpdated: false);
        _state.RunAutomation(contact, now);
    }

    private void WriteLink(Utf8JsonWriter json, ContactRecord contact, ListLink link, long salt)
    {
        json.WriteStartArray("contacts");
        json.WriteStartObject();
        _json.WriteContact(json, contact);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartObject("contactList");
        _json.WriteListLink(json, contact, link, _state.Options.IdEcho, salt);
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, MailingList list)
    {
        json.WriteString("stringid", list.StringId ?? list.Name.Replace(' ', '-'));
        json.WriteString("userid", "1");
        json.WriteString("name", list.Name);
        json.WriteString("cdate", WireFormat.Date(list.Created, _state.Options.OffsetAt(list.Created)));
        json.WriteString("p_use_tracking", "1");
        json.WriteString("p_use_analytics_read", "0");
        json.WriteString("p_use_analytics_link", "0");
        json.WriteString("p_use_twitter", "0");
        json.WriteString("p_use_facebook", "0");
        json.WriteString("p_embed_image", "1");
        json.WriteString("p_use_captcha", "1");
        json.WriteString("send_last_broadcast", "0");
        json.WriteString("private", "0");
        json.WriteString("sender_name", "");
        json.WriteString("sender_addr1", "");
        json.WriteString("sender_city", "");
        json.WriteString("sender_country", "");
        json.WriteString("sender_url", list.SenderUrl);
        json.WriteString("sender_reminder", list.SenderReminder);
        json.WriteString("fulladdress", "");
        json.WriteString("optinoptout", "1");
        json.WriteNull("optinmessageid");
        json.WriteNull("optoutconf");
        json.WriteString("subscription_notify", "");
        json.WriteString("unsubscription_notify", "");
        json.WriteString("require_name", "0");
        json.WriteString("get_unsubscribe_reason", "0");
        json.WriteString("to_name", "Recipient");
        json.WriteString("channel", list.Channel);
        json.WriteNull("deletestamp");
        json.WriteString("udate", list.Updated is { } updated ? WireFormat.Date(updated, _state.Options.OffsetAt(updated)) : null);
        json.WriteStartObject("links");
        json.WriteString("contactGoalLists", _base + "lists/" + list.Id + "/contactGoalLists");
        json.WriteEndObject();
        json.WriteId("id", list.Id);
        json.WriteString("user", "1");
    }
}
