using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>
/// Finds a contact by its address and reads the parts that are wanted: in one call where the service puts them beside
/// the contact, which it does not promise, else in one more for each kind.
/// </summary>
internal sealed class ContactReader
{
    private const string FieldValues = "fieldValues";
    private const string ContactLists = "contactLists";
    private const string ContactTags = "contactTags";

    private readonly AccountConnection _connection;
    private readonly PageReader _pages;
    private readonly TagFinder _tags;

    public ContactReader(AccountConnection connection)
    {
        _connection = connection;
        _pages = new PageReader(connection);
        _tags = new TagFinder(_pages);
    }

    /// <summary>The contact, or null when there is none. Of its tags it knows at least which of the wanted it has.</summary>
    public async Task<ContactState?> FindAsync(string email, ContactParts parts, IReadOnlyList<string> tags, CancellationToken token)
    {
        ContactParts left = parts;
        ContactState? contact = await _connection.ReadAsync(Routes.ContactByEmail(email, Include(parts)), Read, token).ConfigureAwait(false);
        if (contact is null || left == ContactParts.None)
            return contact;
        try
        {
            await CompleteAsync(contact, left, tags, token).ConfigureAwait(false);
            return contact;
        }
        catch (BulkException e) when (e.Error == BulkError.RequestRefused)
        {
            // Somebody may have deleted the contact between the two calls; every other refusal is one.
            if (await _connection.ReadAsync(Routes.ContactByEmail(email), root => Find(root, email) is not null, token).ConfigureAwait(false))
                throw;
            return null;
        }

        ContactState? Read(JsonElement root)
        {
            left = parts;
            if (Find(root, email) is not JsonElement found)
                return null;
            ContactState state = new(found);
            left &= ~TakeBeside(root, state, parts);
            return state;
        }
    }

    private async Task CompleteAsync(ContactState contact, ContactParts parts, IReadOnlyList<string> tags, CancellationToken token)
    {
        if (parts.HasFlag(ContactParts.Fields))
            contact.AddFields(await PartAsync(contact.Id, FieldValues, token).ConfigureAwait(false));
        if (parts.HasFlag(ContactParts.Lists))
            contact.AddLists(await PartAsync(contact.Id, ContactLists, token).ConfigureAwait(false));
        if (!parts.HasFlag(ContactParts.Tags))
            return;
        contact.AddTagLinks(await PartAsync(contact.Id, ContactTags, token).ConfigureAwait(false));
        foreach (string tag in tags)
        {
            if (contact.HasOneOf(await _tags.FindAsync(tag, token).ConfigureAwait(false)))
                contact.AddTag(tag);
        }
    }

    private Task<List<JsonElement>> PartAsync(int contact, string part, CancellationToken token) =>
        _pages.ReadAsync(Routes.ContactPart(contact, part), part, token);

    /// <summary>Takes the parts that stand beside the contact, and tells which did.</summary>
    private static ContactParts TakeBeside(JsonElement root, ContactState state, ContactParts wanted)
    {
        ContactParts taken = ContactParts.None;
        if (wanted.HasFlag(ContactParts.Fields) && Beside(root, FieldValues) is JsonElement fields)
        {
            state.AddFields(fields.EnumerateArray());
            taken |= ContactParts.Fields;
        }

        if (wanted.HasFlag(ContactParts.Lists) && Beside(root, ContactLists) is JsonElement lists)
        {
            state.AddLists(lists.EnumerateArray());
            taken |= ContactParts.Lists;
        }

        if (wanted.HasFlag(ContactParts.Tags) && Beside(root, ContactTags) is JsonElement links && Beside(root, "tags") is JsonElement tags)
        {
            state.AddTagLinks(links.EnumerateArray());
            foreach (JsonElement tag in tags.EnumerateArray().Where(tag => state.HasOneOf([WireText.ReadInt(tag, "id") ?? 0])))
                state.AddTag(WireText.Read(tag, "tag") ?? string.Empty);
            taken |= ContactParts.Tags;
        }

        return taken;
    }

    private static JsonElement? Beside(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement parts) && parts.ValueKind == JsonValueKind.Array ? parts : null;

    private static JsonElement? Find(JsonElement root, string email)
    {
        foreach (JsonElement contact in root.GetProperty("contacts").EnumerateArray())
        {
            if (AddressForm.IsSame(WireText.Read(contact, "email"), email))
                return contact;
        }

        return null;
    }

    private static string Include(ContactParts parts)
    {
        List<string> names = [];
        if (parts.HasFlag(ContactParts.Fields))
            names.Add(FieldValues);
        if (parts.HasFlag(ContactParts.Lists))
            names.Add(ContactLists);
        if (parts.HasFlag(ContactParts.Tags))
            names.Add(ContactTags + ".tag");
        return string.Join(",", names);
    }
}
