using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Catalog;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Service;

namespace ActiveCampaign.Bulk.Core.Calls;

/// <summary>
/// Reads contacts with their values, tags and lists: a hundred in one call where the service puts the parts beside them,
/// else each part by a call of its own.
/// </summary>
internal sealed class BackupReader
{
    private const int Active = 1;
    private const int Unsubscribed = 2;

    private static readonly string[] s_parts = ["fieldValues", "contactLists", "contactTags"];

    private readonly AccountConnection _connection;
    private readonly PageReader _pages;
    private readonly Dictionary<int, string> _lists;
    private readonly Dictionary<int, string> _tags;

    public BackupReader(AccountConnection connection, AccountCatalog catalog)
    {
        _connection = connection;
        _pages = new PageReader(connection);
        _lists = catalog.Lists.ToDictionary(list => list.Id, list => list.Name);
        _tags = catalog.Tags.ToDictionary(tag => tag.Id, tag => tag.Name);
    }

    public async Task<IReadOnlyList<BackupContact>> ReadAsync(IReadOnlyList<int> ids, CancellationToken token)
    {
        string route = Routes.ContactsByIds(ids, string.Join(",", s_parts));
        (Dictionary<int, BackupContact> contacts, List<string> left) = await _connection.ReadAsync(route, ReadPage, token).ConfigureAwait(false);
        foreach (int id in ids.Where(id => !contacts.ContainsKey(id)))
        {
            // Nobody is taken for gone because a list leaves them out.
            if (await FindAsync(id, token).ConfigureAwait(false) is BackupContact contact)
                contacts.Add(id, contact);
        }

        foreach (BackupContact contact in contacts.Values)
        {
            foreach (string part in contact.IsWhole ? [] : left)
                await ReadPartAsync(contact, part, token).ConfigureAwait(false);
        }

        return contacts.Values.ToList();
    }

    private (Dictionary<int, BackupContact> Contacts, List<string> Left) ReadPage(JsonElement root)
    {
        Dictionary<int, BackupContact> contacts = root.GetProperty("contacts").EnumerateArray().Select(ToContact).ToDictionary(contact => contact.Id);
        List<string> left = [];
        foreach (string part in s_parts)
        {
            if (root.TryGetProperty(part, out JsonElement items) && items.ValueKind == JsonValueKind.Array)
                AddAll(contacts, part, items);
            else
                left.Add(part);
        }

        return (contacts, left);
    }

    private async Task<BackupContact?> FindAsync(int id, CancellationToken token)
    {
        BackupContact contact;
        try
        {
            contact = await _connection.ReadAsync(Routes.Contact(id), root => ToContact(root.GetProperty("contact")) with { IsWhole = true }, token).ConfigureAwait(false);
        }
        catch (BulkException e) when (e.IsNotThere)
        {
            return null;
        }

        foreach (string part in s_parts)
            await ReadPartAsync(contact, part, token).ConfigureAwait(false);
        return contact;
    }

    private async Task ReadPartAsync(BackupContact contact, string part, CancellationToken token)
    {
        foreach (JsonElement item in await _pages.ReadAsync(Routes.ContactPart(contact.Id, part), part, token).ConfigureAwait(false))
            Add(contact, part, item);
    }

    private void AddAll(Dictionary<int, BackupContact> contacts, string part, JsonElement items)
    {
        foreach (JsonElement item in items.EnumerateArray())
        {
            if (WireText.ReadInt(item, "contact") is int owner && contacts.TryGetValue(owner, out BackupContact? contact))
                Add(contact, part, item);
        }
    }

    private void Add(BackupContact contact, string part, JsonElement item)
    {
        if (part == "fieldValues" && WireText.ReadInt(item, "field") is int field)
            contact.Fields[field] = Value(item);
        else if (part == "contactTags" && Name(_tags, item, "tag") is string tag)
            contact.Tags.Add(tag);
        else if (part == "contactLists" && Name(_lists, item, "list") is string list)
            (WireText.ReadInt(item, "status") switch { Active => contact.Lists, Unsubscribed => contact.UnsubscribedLists, _ => [] }).Add(list);
    }

    private static string? Name(Dictionary<int, string> names, JsonElement item, string member) =>
        WireText.ReadInt(item, member) is int id ? names.TryGetValue(id, out string? name) ? name : "id:" + id : null;

    private static string Value(JsonElement item) =>
        item.TryGetProperty("value", out JsonElement value) && value.ValueKind == JsonValueKind.Array
            ? "||" + string.Join("||", value.EnumerateArray().Select(WireText.Read)) + "||"
            : WireText.Read(item, "value") ?? string.Empty;

    private static BackupContact ToContact(JsonElement contact) => new(WireText.ReadInt(contact, "id") ?? 0)
    {
        Email = WireText.Read(contact, "email") ?? string.Empty,
        FirstName = WireText.Read(contact, "firstName") ?? string.Empty,
        LastName = WireText.Read(contact, "lastName") ?? string.Empty,
        Phone = WireText.Read(contact, "phone") ?? string.Empty,
    };
}
