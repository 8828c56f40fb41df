using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Service.Lookup;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>
/// Reads the contacts that a user names, a hundred a call, in the order in which they are named; an address costs what
/// <see cref="ContactFinder"/> needs to find its id. Used by one thread.
/// </summary>
internal sealed class ContactLookup
{
    private readonly ContactSelection _selection;
    private readonly ContactFinder _finder;
    private readonly PageSource _pages;
    private readonly Queue<Item> _items = new();
    private readonly Queue<Item> _searched = new();

    /// <summary>Reads what a selection wants of contacts.</summary>
    public ContactLookup(ContactSelection selection)
    {
        _selection = selection;
        _finder = new ContactFinder(selection.Connection);
        _pages = selection.OpenPages();
    }

    /// <summary>Takes references in; returns the contacts that are read by now, in the order they came in, null for those that are not there, or have another address.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<IReadOnlyList<(ContactMatch Match, ContactDetails? Contact)>> AddAsync(IReadOnlyList<ContactReference> chunk, CancellationToken token)
    {
        foreach (ContactReference asked in chunk)
        {
            Item item = new(NeedsSearch(asked) ? null : new ContactMatch(asked, asked.Id, asked.Email));
            _items.Enqueue(item);
            if (item.Match is null)
                _searched.Enqueue(item);
        }

        List<ContactReference> searched = chunk.Where(NeedsSearch).ToList();
        if (searched.Count > 0)
            Take(await _finder.AddAsync(searched, token).ConfigureAwait(false));
        return await ReadAsync(toEnd: false, token).ConfigureAwait(false);
    }

    /// <summary>Reads what is left.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<IReadOnlyList<(ContactMatch Match, ContactDetails? Contact)>> CompleteAsync(CancellationToken token)
    {
        if (_searched.Count > 0)
            Take(await _finder.CompleteAsync(token).ConfigureAwait(false));
        return await ReadAsync(toEnd: true, token).ConfigureAwait(false);
    }

    // The finder answers in the order in which it was asked.
    private void Take(IReadOnlyList<ContactMatch> matches)
    {
        foreach (ContactMatch match in matches)
            _searched.Dequeue().Match = match;
    }

    private async Task<IReadOnlyList<(ContactMatch, ContactDetails?)>> ReadAsync(bool toEnd, CancellationToken token)
    {
        List<(ContactMatch, ContactDetails?)> read = [];
        while (NextPage(toEnd) is List<ContactMatch> page)
        {
            List<int> ids = page.Where(match => !match.IsOther).Select(match => match.Id).OfType<int>().Distinct().ToList();
            Dictionary<int, Contact> found = ids.Count == 0 ? [] : (await _pages.IdsAsync(ids, token).ConfigureAwait(false)).ToDictionary(contact => contact.Id);
            read.AddRange(page.Select(match => (match, !match.IsOther && match.Id is int id && found.TryGetValue(id, out Contact? contact) ? _selection.Describe(contact) : null)));
        }

        return read;
    }

    private List<ContactMatch>? NextPage(bool toEnd)
    {
        int ready = _items.TakeWhile(item => item.Match is not null).Take(ServiceLimits.PageSize).Count();
        if (ready == 0 || (ready < ServiceLimits.PageSize && !toEnd))
            return null;
        return Enumerable.Range(0, ready).Select(_ => _items.Dequeue().Match!).ToList();
    }

    // An id that comes with an address is held against it.
    private static bool NeedsSearch(ContactReference asked) => asked.Id is null || (asked.Email is not null && !asked.IsOurs);

    private sealed class Item
    {
        public Item(ContactMatch? match)
        {
            Match = match;
        }

        public ContactMatch? Match { get; set; }
    }
}
