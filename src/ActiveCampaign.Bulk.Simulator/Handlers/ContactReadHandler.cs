using System;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Shows one contact and what hangs on it.</summary>
internal sealed class ContactReadHandler
{
    private static readonly string[] s_emptyParts = ["deals", "geoIps", "accountContacts"];
    private readonly AccountState _state;
    private readonly ContactJson _json;
    private readonly PartsJson _parts;
    private readonly AutomationJson _automations;

    public ContactReadHandler(AccountState state, ContactJson json, PartsJson parts, AutomationJson automations)
    {
        _automations = automations;
        _state = state;
        _json = json;
        _parts = parts;
    }

    public void Register(RouteTable<ApiCall> routes)
    {
        routes.Add(RouteKind.ContactGet, "GET", "contacts/{id}", call => Show(call, WriteAll));
        routes.Add(RouteKind.ListsOfContact, "GET", "contacts/{id}/contactLists",
            call => Show(call, (json, contact) => _parts.WriteLists(json, [contact])));
        routes.Add(RouteKind.TagsOfContact, "GET", "contacts/{id}/contactTags",
            call => Show(call, (json, contact) => _parts.WriteTags(json, [contact])));
        routes.Add(RouteKind.FieldValuesOfContact, "GET", "contacts/{id}/fieldValues",
            call => Show(call, (json, contact) => _parts.WriteFieldValues(json, [contact])));
        routes.Add(RouteKind.AutomationsOfContact, "GET", "contacts/{id}/contactAutomations", ShowAutomations);
        routes.Add(RouteKind.LogsOfContact, "GET", "contacts/{id}/bounceLogs",
            call => Show(call, (json, _) => WriteEmpty(json, "bounceLogs")));
        routes.Add(RouteKind.LogsOfContact, "GET", "contacts/{id}/scoreValues",
            call => Show(call, (json, _) => WriteEmpty(json, "scoreValues")));
    }

    private Answer Show(ApiCall call, Action<Utf8JsonWriter, ContactRecord> write)
    {
        call.CheckParameters(_state.Offences, "limit", "offset", "include");
        return _state.Contacts.Find(call.Id) is { } contact
            ? Answers.Json(200, json => write(json, contact))
            : Answers.NoResult("Subscriber", call.IdText);
    }

    // Unlike the parts above this one is documented with pages.
    private Answer ShowAutomations(ApiCall call) => Show(call, (json, contact) =>
    {
        _automations.Write(json, contact, Page.From(call.Request.Query, _state.Options));
        Page.WriteMeta(json, contact.AutomationRuns.Length, _state.Options);
    });

    private void WriteAll(Utf8JsonWriter json, ContactRecord contact)
    {
        foreach (string part in s_emptyParts)
            WriteEmpty(json, part);
        _automations.Write(json, contact, new Page(int.MaxValue, 0));
        _parts.WriteLists(json, [contact]);
        _parts.WriteFieldValues(json, [contact]);
        json.WriteStartObject("contact");
        _json.WriteContact(json, contact, Include.Everything);
        json.WriteEndObject();
    }

    private static void WriteEmpty(Utf8JsonWriter json, string name)
    {
        json.WriteStartArray(name);
        json.WriteEndArray();
    }
}
