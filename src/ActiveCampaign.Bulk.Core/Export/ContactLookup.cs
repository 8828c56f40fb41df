using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Lookup;
using ActiveCampaign.Bulk.Core.Service;

namespace ActiveCampaign.Bulk.Core.Export;

/// <summary>
/// Reads the contacts that a user names, a hundred a call, in the order in which they are named; an address costs what
/// <see cref="ContactFinder"/> needs to find its id. Used by one thread.
/// </summary>
public sealed class ContactLookup : IDisposable
{
    private readonly ContactSelection _selection;
    private readonly ContactFinder _finder;
    private readonly PageSource _pages;
    private readonly Queue<Item> _items = new();
    private readonly Queue<Item> _searched = new();

    /// <summary>Reads what a selection wants of contacts.</summary>
    public ContactLookup(ContactSelection selection)
    {
        _selection = selection ?? throw new ArgumentNullException(nameof(selection));
        _finder = new ContactFinder(selection.Connection);
        _pages = selection.OpenPages();
    }

    /// <summary>Takes references in; returns the contacts that are read by now, in the order they came in, null for those that are not there.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<IReadOnlyList<(ContactReference Asked, ContactDetails? Contact)>> AddAsync(IReadOnlyList<ContactReference> chunk, CancellationToken token)
    {
        if (chunk is null)
            throw new ArgumentNullException(nameof(chunk));
        foreach (ContactReference asked in chunk)
        {
            Item item = new(asked) { Id = asked.Id, IsFound = asked.Id is not null };
            _items.Enqueue(item);
            if (asked.Id is null)
                _searched.Enqueue(item);
        }

        List<ContactReference> searched = chunk.Where(asked => asked.Id is null).ToList();
        if (searched.Count > 0)
            Take(await _finder.AddAsync(searched, token).ConfigureAwait(false));
        return await ReadAsync(toEnd: false, token).ConfigureAwait(false);
    }

    /// <summary>Reads what is left.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<IReadOnlyList<(ContactReference Asked, ContactDetails? Contact)>> CompleteAsync(CancellationToken token)
    {
        if (_searched.Count > 0)
            Take(await _finder.CompleteAsync(token).ConfigureAwait(false));
        return await ReadAsync(toEnd: true, token).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _pages.Dispose();

    // The finder answers in the order in which it was asked.
    private void Take(IReadOnlyList<ContactMatch> matches)
    {
        foreach (ContactMatch match in matches)
        {
            Item item = _searched.Dequeue();
            (item.Id, item.IsFound) = (match.Id, true);
        }
    }

    private async Task<IReadOnlyList<(ContactReference, ContactDetails?)>> ReadAsync(bool toEnd, CancellationToken token)
    {
        List<(ContactReference, ContactDetails?)> read = [];
        while (NextPage(toEnd) is List<Item> page)
        {
            List<int> ids = page.Select(item => item.Id).OfType<int>().Distinct().ToList();
            Dictionary<int, ExportedContact> found = ids.Count == 0 ? [] : (await _pages.IdsAsync(ids, token).ConfigureAwait(false)).Contacts.ToDictionary(contact => contact.Id);
            read.AddRange(page.Select(item => (item.Asked, item.Id is int id && found.TryGetValue(id, out ExportedContact? contact) ? _selection.Describe(contact) : null)));
        }

        return read;
    }

    private List<Item>? NextPage(bool toEnd)
    {
        int ready = _items.TakeWhile(item => item.IsFound).Take(ServiceLimits.PageSize).Count();
        if (ready == 0 || (ready < ServiceLimits.PageSize && !toEnd))
            return null;
        return Enumerable.Range(0, ready).Select(_ => _items.Dequeue()).ToList();
    }

    private sealed class Item
    {
        public Item(ContactReference asked)
        {
            Asked = asked;
        }

        public ContactReference Asked { get; }

        public int? Id { get; set; }

        public bool IsFound { get; set; }
    }
}
