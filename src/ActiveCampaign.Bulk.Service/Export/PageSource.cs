using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Lookup;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>
/// Reads pages of contacts with the parts that are wanted: in the same call where the service puts them beside the
/// contacts, which it does not promise, else by one call for each contact and part. Safe for several threads.
/// </summary>
internal sealed class PageSource : IDisposable
{
    /// <summary>Calls that are out at the most: more would not be faster, since the lane has five a second.</summary>
    public const int AtOnce = 6;

    private readonly AccountConnection _connection;
    private readonly PageReader _reader;
    private readonly CatalogReader _catalog;
    private readonly string _query;
    private readonly ContactQuery _filter;
    private readonly ContactParts _parts;
    private readonly ConcurrentDictionary<int, string> _tagNames = new();
    private readonly ConcurrentDictionary<int, bool> _nameless = new();
    private readonly SemaphoreSlim _places = new(AtOnce, AtOnce);
    private readonly SemaphoreSlim _namesTurn = new(1, 1);
    private long _calls;

    public PageSource(AccountConnection connection, ContactQuery query, ContactParts parts)
    {
        _connection = connection;
        _reader = new PageReader(connection);
        _catalog = new CatalogReader(connection);
        _filter = query;
        _query = query.ToRoute();
        _parts = parts;
    }

    /// <summary>Calls made so far.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>The last contact there is, and how many there are in all.</summary>
    public Task<ContactPage> LastAsync(CancellationToken token) => ReadAsync("limit=1&orders%5Bid%5D=DESC" + _query, ContactParts.None, token);

    /// <summary>The next page of contacts after an id, up to another.</summary>
    public Task<ContactPage> RangeAsync(int after, int upTo, CancellationToken token) => ReadAsync(
        string.Format(CultureInfo.InvariantCulture, "limit={0}&orders%5Bid%5D=ASC&id_greater={1}&id_less={2}", ServiceLimits.PageSize, after, upTo + 1) + _query, _parts, token);

    /// <summary>A page of a segment. It has no order of ours, which would start its run anew.</summary>
    public Task<ContactPage> OffsetAsync(int offset, int limit, bool starts, CancellationToken token) => ReadAsync(
        string.Format(CultureInfo.InvariantCulture, "limit={0}&offset={1}", limit, offset) + (starts ? "&forceQuery=1" : string.Empty) + _query, limit == 1 ? ContactParts.None : _parts, token);

    /// <summary>Contacts by their ids, a page at the most; those that are not there are left out.</summary>
    public Task<ContactPage> IdsAsync(IEnumerable<int> ids, CancellationToken token) => ReadAsync(
        string.Format(CultureInfo.InvariantCulture, "limit={0}&", ServiceLimits.PageSize) + string.Join("&", ids.Select(id => "ids%5B%5D=" + id.ToString(CultureInfo.InvariantCulture))), _parts, token);

    /// <summary>One contact by its id, each part by a call of its own; null where there is none.</summary>
    public async Task<ExportedContact?> FindAsync(int id, CancellationToken token)
    {
        try
        {
            ContactDraft contact = await CallAsync(Routes.Contact(id), root => new ContactDraft(root.GetProperty("contact")), token).ConfigureAwait(false);
            foreach (ContactParts part in PartNames.Of(_parts))
                await ReadPartAsync(contact, part, token).ConfigureAwait(false);
            await NameTagsAsync([contact], token).ConfigureAwait(false);
            return contact.ToContact(_tagNames);
        }
        catch (BulkException e) when (e.IsNotThere)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _places.Dispose();
        _namesTurn.Dispose();
    }

    private async Task<ContactPage> ReadAsync(string query, ContactParts parts, CancellationToken token)
    {
        PageReply reply = await CallAsync(Routes.Contacts + "?" + query + PartNames.Include(parts), root => PageReply.Read(root, parts), token).ConfigureAwait(false);
        foreach (KeyValuePair<int, string> tag in reply.TagNames)
            _tagNames[tag.Key] = tag.Value;
        List<ContactDraft> wanted = reply.Contacts.Where(contact => contact.Id > 0 && _filter.Allows(contact.Created, contact.Updated)).ToList();
        IReadOnlyList<ContactDraft> whole = await CompleteAsync(wanted, parts, reply.Beside, token).ConfigureAwait(false);
        await NameTagsAsync(whole, token).ConfigureAwait(false);
        return new ContactPage(
            whole.OrderBy(contact => contact.Id).Select(contact => (Contact: contact.ToContact(_tagNames), contact.Latest)).Where(contact => parts == ContactParts.None || _filter.Allows(contact.Contact, contact.Latest)).Select(contact => contact.Contact).ToList(), reply.Contacts.Select(contact => contact.Id).ToList(), reply.Total);
    }

    // A page without the array does not say that nobody on it has the part: each contact is asked.
    private async Task<IReadOnlyList<ContactDraft>> CompleteAsync(List<ContactDraft> contacts, ContactParts parts, ContactParts beside, CancellationToken token)
    {
        (ContactDraft Contact, ContactParts Part)[] left = contacts
            .SelectMany(contact => PartNames.Of(parts).Where(part => !beside.HasFlag(part) || contact.Lacks(part)).Select(part => (contact, part))).ToArray();
        if (left.Length == 0)
            return contacts;
        ConcurrentDictionary<int, bool> gone = new();
        await Task.WhenAll(left.Select(item => AddPartAsync(item.Contact, item.Part, gone, token))).ConfigureAwait(false);
        return contacts.Where(contact => !gone.ContainsKey(contact.Id)).ToList();
    }

    private async Task AddPartAsync(ContactDraft contact, ContactParts part, ConcurrentDictionary<int, bool> gone, CancellationToken token)
    {
        await _places.WaitAsync(token).ConfigureAwait(false);
        try
        {
            await ReadPartAsync(contact, part, token).ConfigureAwait(false);
        }
        catch (BulkException e) when (e.Error == BulkError.RequestRefused)
        {
            // Somebody may have deleted the contact since the page was read; every other refusal is one.
            string route = string.Format(CultureInfo.InvariantCulture, "{0}?limit=1&ids%5B%5D={1}", Routes.Contacts, contact.Id);
            if (await CallAsync(route, root => root.GetProperty("contacts").GetArrayLength() > 0, token).ConfigureAwait(false))
                throw;
            gone[contact.Id] = true;
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task ReadPartAsync(ContactDraft contact, ContactParts part, CancellationToken token)
    {
        Interlocked.Increment(ref _calls);
        string name = PartNames.All[part];
        foreach (JsonElement item in await _reader.ReadAsync(Routes.ContactPart(contact.Id, name), name, token).ConfigureAwait(false))
            contact.Add(part, item);
    }

    private async Task NameTagsAsync(IReadOnlyList<ContactDraft> contacts, CancellationToken token)
    {
        List<int> nameless = contacts.SelectMany(contact => contact.TagIds).Where(tag => !_tagNames.ContainsKey(tag) && !_nameless.ContainsKey(tag)).ToList();
        if (nameless.Count > 0)
            await ReadTagNamesAsync(nameless, token).ConfigureAwait(false);
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
