using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Service;

namespace ActiveCampaign.Bulk.Core.Export;

/// <summary>One page of contacts, with the total the service gives.</summary>
/// <param name="Contacts">The contacts, by id.</param>
/// <param name="Total">How many there are in all, or null.</param>
internal sealed record ContactPage(IReadOnlyList<ExportedContact> Contacts, long? Total)
{
    /// <summary>
    /// The route of the page behind an id. Paging by id neither slows down with depth nor loses contacts when others
    /// are deleted, as paging by offset does. The list states come along, since a contact itself has no status.
    /// </summary>
    public static string Route(int afterId, int? listId)
    {
        string route = string.Format(
            CultureInfo.InvariantCulture, "{0}?limit={1}&orders%5Bid%5D=ASC&id_greater={2}", Routes.Contacts, ServiceLimits.PageSize, afterId);
        return listId is int list
            ? route + string.Format(CultureInfo.InvariantCulture, "&listid={0}&status=1", list)
            : route + "&include=contactLists";
    }

    public static ContactPage Read(JsonElement root, bool ofList)
    {
        ILookup<int, int> states = States(root);
        List<ExportedContact> contacts = root.GetProperty("contacts").EnumerateArray()
            .Select(contact => ExportedContact.Read(contact, ofList ? "active" : Status(states[WireText.ReadInt(contact, "id") ?? 0])))
            .OrderBy(contact => contact.Id)
            .ToList();
        return new ContactPage(contacts, root.TryGetProperty("meta", out JsonElement meta) ? WireText.ReadInt(meta, "total") : null);
    }

    private static ILookup<int, int> States(JsonElement root)
    {
        IEnumerable<JsonElement> states = root.TryGetProperty("contactLists", out JsonElement lists) && lists.ValueKind == JsonValueKind.Array
            ? lists.EnumerateArray()
            : [];
        return states.ToLookup(state => WireText.ReadInt(state, "contact") ?? 0, state => WireText.ReadInt(state, "status") ?? -1);
    }

    private static string Status(IEnumerable<int> states)
    {
        HashSet<int> all = new(states);
        return all.Contains(1) ? "active"
            : all.Contains(3) ? "bounced"
            : all.Contains(2) ? "unsubscribed"
            : all.Contains(0) ? "unconfirmed"
            : "none";
    }
}
