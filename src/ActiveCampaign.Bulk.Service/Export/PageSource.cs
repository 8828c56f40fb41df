using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>Reads the contacts of a query page by page. Safe for several threads.</summary>
internal sealed class PageSource
{
    private readonly ContactReader _reader;
    private readonly ContactQuery _query;
    private readonly string _route;
    private readonly ContactParts _parts;

    public PageSource(AccountConnection connection, ContactQuery query, ContactParts parts)
    {
        _reader = new ContactReader(connection) { NamesTags = true };
        _query = query;
        _route = query.ToRoute();
        _parts = parts;
    }

    /// <summary>Calls made so far.</summary>
    public long Calls => _reader.Calls;

    /// <summary>The last contact there is, and how many there are in all.</summary>
    public Task<ContactPage> LastAsync(CancellationToken token) => ReadAsync(Routes.Contacts + "?limit=1&orders%5Bid%5D=DESC" + _route, ContactParts.None, token);

    /// <summary>The next page of contacts after an id, up to another.</summary>
    public Task<ContactPage> RangeAsync(int after, int upTo, CancellationToken token) =>
        ReadAsync(FormattableString.Invariant($"{Routes.ContactsAfter(after)}&id_less={upTo + 1}{_route}"), _parts, token);

    /// <summary>A page of a segment. It has no order of ours, which would start its run anew.</summary>
    public Task<ContactPage> OffsetAsync(int offset, int limit, bool starts, CancellationToken token) => ReadAsync(
        string.Format(CultureInfo.InvariantCulture, "{0}?limit={1}&offset={2}{3}{4}", Routes.Contacts, limit, offset, starts ? "&forceQuery=1" : string.Empty, _route), limit == 1 ? ContactParts.None : _parts, token);

    /// <summary>Contacts by their ids, a page at the most; those that are not there are left out.</summary>
    public async Task<IReadOnlyList<Contact>> IdsAsync(IEnumerable<int> ids, CancellationToken token) =>
        Allowed(await _reader.IdsAsync(ids, _parts, token, _query.AllowsDates).ConfigureAwait(false), _parts);

    private async Task<ContactPage> ReadAsync(string route, ContactParts parts, CancellationToken token)
    {
        ContactPage page = await _reader.PageAsync(route, parts, token, _query.AllowsDates).ConfigureAwait(false);
        return page with { Contacts = Allowed(page.Contacts, parts) };
    }

    private IReadOnlyList<Contact> Allowed(IReadOnlyList<Contact> contacts, ContactParts parts) => parts == ContactParts.None ? contacts : contacts.Where(_query.Allows).ToList();
}
