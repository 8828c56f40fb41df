using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Catalog;

/// <summary>
/// Reads contacts with the parts that are wanted: in the same call where the service puts them beside the contacts,
/// which it does not promise, else by one call for each contact and part. Safe for several threads.
/// </summary>
#pragma warning disable CA1001 // A semaphore has nothing to let go of as long as nobody asks for its handle.
internal sealed class ContactReader
#pragma warning restore CA1001
{
    /// <summary>Calls that are out at the most: more would not be faster, since the lane has five a second.</summary>
    public const int AtOnce = 6;

    private readonly AccountConnection _connection;
    private readonly PageReader _pages;
    private readonly CatalogReader _catalog;
    private readonly ConcurrentDictionary<int, string> _tagNames = new();
    private readonly ConcurrentDictionary<int, bool> _nameless = new();
    private readonly SemaphoreSlim _places = new(AtOnce, AtOnce);
    private readonly SemaphoreSlim _namesTurn = new(1, 1);
    private long _calls;

    public ContactReader(AccountConnection connection)
    {
        _connection = connection;
        _pages = new PageReader(connection);
        _catalog = new CatalogReader(connection);
    }

    /// <summary>Whether the names of tags are wanted too, where the service does not put them beside the contacts.</summary>
    public bool NamesTags { get; init; }

    /// <summary>The account.</summary>
    public AccountConnection Connection => _connection;

    /// <summary>Calls made so far.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>A page of contacts by its route.</summary>
    /// <param name="route">The route, without what it is to put beside.</param>
    /// <param name="parts">The parts that are wanted.</param>
    /// <param name="token">Ends it.</param>
    /// <param name="isWanted">Tells the contacts that are wanted by what the page says of them; null for all.</param>
    public async Task<ContactPage> PageAsync(string route, ContactParts parts, CancellationToken token, Func<Contact, bool>? isWanted = null)
    {
        (List<Contact> all, ContactParts beside, int? total) = await CallAsync(route + PartNames.Include(parts), root => Read(root, parts), token).ConfigureAwait(false);
        List<Contact> wanted = all.FindAll(contact => contact.Id > 0 && isWanted?.Invoke(contact) != false);
        List<Contact> whole = await CompleteAsync(wanted, parts, beside, token).ConfigureAwait(false);
        await NameTagsAsync(whole, token).ConfigureAwait(false);
        return new ContactPage(whole.OrderBy(contact => contact.Id).ToList(), all.ConvertAll(contact => contact.Id), total);
    }

    /// <summary>
    /// Contacts by their ids, a page at the most; those that are not there are left out. A short page does not say that
    /// of anybody: the others are asked for again until the service says that there are no more, or shows none of them.
    /// </summary>
    public async Task<IReadOnlyList<Contact>> IdsAsync(IEnumerable<int> ids, ContactParts parts, CancellationToken token, Func<Contact, bool>? isWanted = null)
    {
        List<int> left = ids.Distinct().ToList();
        List<Contact> found = [];
        bool hasMore = left.Count > 0;
        while (hasMore)
        {
            ContactPage page = await PageAsync(Routes.ContactsByIds(left), parts, token, isWanted).ConfigureAwait(false);
            found.AddRange(page.Contacts);
            hasMore = left.RemoveAll(page.Ids.Contains) > 0 && left.Count > 0 && !(page.Total <= page.Ids.Count);
        }

        return found;
    }

    /// <summary>The same, and nobody is taken for gone because a page leaves them out.</summary>
    public async Task<IReadOnlyList<Contact>> EachAsync(IReadOnlyCollection<int> ids, ContactParts parts, CancellationToken token)
    {
        List<Contact> contacts = [.. await IdsAsync(ids, parts, token).ConfigureAwait(false)];
        foreach (int id in ids.Except(contacts.Select(contact => contact.Id)).ToList())
        {
            if (await FindAsync(id, parts, token).ConfigureAwait(false) is Contact contact)
                contacts.Add(contact);
        }

        return contacts;
    }

    /// <summary>The contact with an address; null where there is none.</summary>
    public async Task<Contact?> FindAsync(string email, ContactParts parts, CancellationToken token)
    {
        ContactPage page = await PageAsync(Routes.ContactByEmail(email), parts, token, contact => AddressForm.IsSame(contact.Email, email)).ConfigureAwait(false);
        return page.Contacts.Count > 0 ? page.Contacts[0] : null;
    }

    /// <summary>One contact by its id, each part by a call of its own; null where there is none.</summary>
    public async Task<Contact?> FindAsync(int id, ContactParts parts, CancellationToken token)
    {
        try
        {
            Contact contact = await CallAsync(Routes.Contact(id), root => new Contact(root.GetProperty("contact")), token).ConfigureAwait(false);
            foreach (ContactParts part in PartNames.Of(parts))
                await ReadPartAsync(contact, part, token).ConfigureAwait(false);
            await NameTagsAsync([contact], token).ConfigureAwait(false);
            return contact;
        }
        catch (BulkException e) when (e.IsNotThere)
        {
            return null;
        }
    }

    /// <summary>How a contact stands on its lists, by a call that asks for nothing else.</summary>
    public async Task<IReadOnlyDictionary<int, ContactStatus>> ListsAsync(int id, CancellationToken token)
    {
        Contact contact = new(id);
        await ReadPartAsync(contact, ContactParts.Lists, token).ConfigureAwait(false);
        return contact.Lists;
    }

    private (List<Contact> Contacts, ContactParts Beside, int? Total) Read(JsonElement root, ContactParts wanted)
    {
        List<Contact> contacts = root.GetProperty("contacts").EnumerateArray().Select(contact => new Contact(contact)).ToList();
        ILookup<int, Contact> byId = contacts.ToLookup(contact => contact.Id);
        ContactParts beside = ContactParts.None;
        foreach (ContactParts part in PartNames.Of(wanted).Where(part => HasItems(root, PartNames.All[part])))
        {
            beside |= part;
            foreach (JsonElement item in root.GetProperty(PartNames.All[part]).EnumerateArray())
            {
                // An item that names nobody belongs to the only one there is.
                foreach (Contact contact in WireText.ReadInt(item, "contact") is int id ? byId[id] : contacts.Where(_ => contacts.Count == 1))
                    contact.Add(part, item);
            }
        }

        if (wanted.HasFlag(ContactParts.Tags) && HasItems(root, "tags"))
            LearnTags(root.GetProperty("tags"));
        return (contacts, beside, root.TryGetProperty("meta", out JsonElement meta) ? WireText.ReadInt(meta, "total") : null);
    }

    private void LearnTags(JsonElement tags)
    {
        foreach (JsonElement tag in tags.EnumerateArray())
        {
            if (WireText.ReadInt(tag, "id") is int id && WireText.Read(tag, "tag") is string name)
                _tagNames[id] = name;
        }
    }

    private static bool HasItems(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement items) && items.ValueKind == JsonValueKind.Array;

    // A page without the array does not say that nobody on it has the part: each contact is asked.
    private async Task<List<Contact>> CompleteAsync(List<Contact> contacts, ContactParts parts, ContactParts beside, CancellationToken token)
    {
        (Contact Contact, ContactParts Part)[] left = contacts
            .SelectMany(contact => PartNames.Of(parts).Where(part => !beside.HasFlag(part) || contact.Lacks(part)).Select(part => (contact, part))).ToArray();
        if (left.Length == 0)
            return contacts;
        ConcurrentDictionary<int, bool> gone = new();
        await Task.WhenAll(left.Select(item => AddPartAsync(item.Contact, item.Part, gone, token))).ConfigureAwait(false);
        return contacts.FindAll(contact => !gone.ContainsKey(contact.Id));
    }

    private async Task AddPartAsync(Contact contact, ContactParts part, ConcurrentDictionary<int, bool> gone, CancellationToken token)
    {
        await _places.WaitAsync(token).ConfigureAwait(false);
        try
        {
            await ReadPartAsync(contact, part, token).ConfigureAwait(false);
        }
        catch (BulkException e) when (e.Error == BulkError.RequestRefused)
        {
            // Somebody may have deleted the contact since the page was read; every other refusal is one.
            if (await CallAsync(Routes.ContactsByIds([contact.Id]), root => root.GetProperty("contacts").GetArrayLength() > 0, token).ConfigureAwait(false))
                throw;
            gone[contact.Id] = true;
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task ReadPartAsync(Contact contact, ContactParts part, CancellationToken token)
    {
        Interlocked.Increment(ref _calls);
        string name = PartNames.All[part];
        foreach (JsonElement item in await _pages.ReadAsync(Routes.ContactPart(contact.Id, name), name, token).ConfigureAwait(false))
            contact.Add(part, item);
    }

    private async Task NameTagsAsync(List<Contact> contacts, CancellationToken token)
    {
        List<int> nameless = contacts.SelectMany(contact => contact.TagIds).Where(tag => !_tagNames.ContainsKey(tag) && !_nameless.ContainsKey(tag)).ToList();
        if (NamesTags && nameless.Count > 0)
            await ReadTagNamesAsync(nameless, token).ConfigureAwait(false);
        foreach (Contact contact in contacts)
            contact.NameTags(_tagNames);
    }

    // A tag that is in nobody's catalogue was deleted meanwhile: it is not asked for again.
    private async Task ReadTagNamesAsync(List<int> tags, CancellationToken token)
    {
        await _namesTurn.WaitAsync(token).ConfigureAwait(false);
        try
        {
            Interlocked.Increment(ref _calls);
            foreach (TagDefinition tag in await _catalog.TagsAsync(token).ConfigureAwait(false))
                _tagNames[tag.Id] = tag.Name;
            foreach (int tag in tags)
                _nameless[tag] = true;
        }
        finally
        {
            _namesTurn.Release();
        }
    }

    private Task<T> CallAsync<T>(string route, Func<JsonElement, T> read, CancellationToken token)
    {
        Interlocked.Increment(ref _calls);
        return _connection.ReadAsync(route, read, token);
    }
}
