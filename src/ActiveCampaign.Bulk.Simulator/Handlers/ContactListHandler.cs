using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Handlers;

/// <summary>Finds contacts, page by page.</summary>
internal sealed class ContactListHandler
{
    private const int OffsetUnit = 1000;

    private static readonly string[] s_parameters =
    [
        "ids", "email", "email_like", "exclude", "formid", "id_greater", "id_less", "listid", "phone", "search",
        "segmentid", "forceQuery", "seriesid", "status", "tagid", "waitid", "in_group_lists", "filters", "orders",
        "sortId", "limit", "offset", "include",
    ];

    private static readonly string[] s_echoes =
        ["segmentid", "formid", "listid", "tagid", "seriesid", "waitid", "forceQuery", "cacheid"];

    private readonly AccountState _state;
    private readonly ContactJson _json;
    private readonly PartsJson _parts;

    public ContactListHandler(AccountState state, ContactJson json, PartsJson parts)
    {
        _state = state;
        _json = json;
        _parts = parts;
    }

    public void Register(RouteTable<ApiCall> routes) => routes.Add(RouteKind.ContactList, "GET", "contacts", List);

    private Answer List(ApiCall call)
    {
        QueryParameters query = call.Request.Query;
        call.CheckParameters(_state.Offences, s_parameters);
        Page page = Page.From(query, _state.Options);
        call.Delay += TimeSpan.FromTicks(_state.Options.LatencyPerThousandOffset.Ticks * (page.Offset / OffsetUnit));
        ContactRecord[] contacts = Find(query, page, out int total);
        Include include = _state.Options.SideLoading ? Include.Parse(query["include"]) : default;
        return Answers.Json(200, json =>
        {
            json.WriteStartArray("scoreValues");
            json.WriteEndArray();
            _parts.Write(json, contacts, include);
            json.WriteStartArray("contacts");
            foreach (ContactRecord contact in contacts)
            {
                json.WriteStartObject();
                _json.WriteContact(json, contact, include);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WriteMeta(json, query, page, total);
        });
    }

    private ContactRecord[] Find(QueryParameters query, Page page, out int total)
    {
        ContactFilter filter = new(_state, query);
        KeyValuePair<string, string>[] orders = query.Keyed("orders").ToArray();
        bool isById = orders.Length == 0 || orders[0].Key == "[id]";
        bool isNewestFirst = orders.Length == 0 ? !_state.Options.ListsOldestFirst : IsDescending(orders[0].Value);
        IEnumerable<ContactRecord> found = isById && isNewestFirst
            ? _state.Contacts.Before(filter.IdLess, filter.IdGreater)
            : _state.Contacts.After(filter.IdGreater, filter.IdLess);
        if (!filter.IsEmpty)
            found = found.Where(filter.Matches);
        if (isById)
        {
            total = filter.IsEmpty ? _state.Contacts.CountBetween(filter.IdGreater, filter.IdLess) : found.Count();
            return page.Of(found);
        }

        ContactRecord[] sorted = Sort(found, orders).ToArray();
        total = sorted.Length;
        return page.Of(sorted);
    }

    private static bool IsDescending(string direction) => string.Equals(direction, "desc", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<ContactRecord> Sort(
        IEnumerable<ContactRecord> contacts, KeyValuePair<string, string>[] orders)
    {
        IOrderedEnumerable<ContactRecord> sorted = contacts.OrderBy(_ => 0);
        foreach (KeyValuePair<string, string> order in orders)
        {
            if (order.Key == "[id]")
                sorted = Then(sorted, contact => contact.Id, order.Value, Comparer<int>.Default);
            else if (order.Key == "[cdate]")
                sorted = Then(sorted, contact => contact.Created, order.Value, Comparer<DateTimeOffset>.Default);
            else
                sorted = Then(sorted, contact => NameOf(contact, order.Key), order.Value, StringComparer.OrdinalIgnoreCase);
        }

        return sorted;
    }

    private static IOrderedEnumerable<ContactRecord> Then<T>(
        IOrderedEnumerable<ContactRecord> contacts, Func<ContactRecord, T> key, string direction, IComparer<T> comparer) =>
        IsDescending(direction) ? contacts.ThenByDescending(key, comparer) : contacts.ThenBy(key, comparer);

    private static string NameOf(ContactRecord contact, string order) => order switch
    {
        "[email]" => contact.Email,
        "[first_name]" => contact.FirstName,
        "[last_name]" => contact.LastName,
        _ => contact.FirstName + " " + contact.LastName,
    };

    private void WriteMeta(Utf8JsonWriter json, QueryParameters query, Page page, int total)
    {
        json.WriteStartObject("meta");
        json.WriteStartObject("page_input");
        foreach (string name in s_echoes)
            json.WriteNumber(name, int.TryParse(query[name], out int number) ? number : 0);
        json.WriteString("search", query["search"]);
        json.WriteNull("sort");
        json.WriteNumber("limit", page.Limit);
        json.WriteNumber("offset", page.Offset);
        json.WriteNumber("status", int.TryParse(query["status"], out int status) ? status : -1);
        json.WriteEndObject();
        Page.WriteTotal(json, total, _state.Options);
        json.WriteBoolean("sortable", true);
        json.WriteEndObject();
    }
}
