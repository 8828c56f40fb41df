using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>Finds what the filters name, before a contact is read.</summary>
internal sealed class QueryResolver
{
    private readonly AccountConnection _connection;
    private readonly CatalogReader _catalog;

    public QueryResolver(AccountConnection connection)
    {
        _connection = connection;
        _catalog = new CatalogReader(connection);
    }

    /// <summary>The query that the filters mean.</summary>
    /// <exception cref="BulkException">One is empty, or names what is not there.</exception>
    public async Task<ContactQuery> ResolveAsync(ContactFilters filters, CancellationToken token)
    {
        filters.Check();
        ContactQuery query = new()
        {
            ListId = filters.List is string list ? await ListAsync(list, token).ConfigureAwait(false) : null,
            Status = filters.Status ?? (filters.List is null ? null : ContactStatus.Active),
            TagId = filters.Tag is string tag ? await TagAsync(tag, token).ConfigureAwait(false) : null,
            SegmentId = filters.Segment is string segment ? await SegmentAsync(segment, token).ConfigureAwait(false) : null,
            CreatedAfter = filters.CreatedAfter,
            CreatedBefore = filters.CreatedBefore,
            UpdatedAfter = filters.UpdatedAfter,
            UpdatedBefore = filters.UpdatedBefore,
            Search = filters.Search,
        };
        return query.HasDates ? query with { AccountOffset = await OffsetAsync(token).ConfigureAwait(false) } : query;
    }

    // What these name may go on to a deletion: an id is only taken where it says so.
    private async Task<int> ListAsync(string name, CancellationToken token) =>
        new NameResolver(new AccountCatalog([], await _catalog.ListsAsync(token).ConfigureAwait(false), [])) { TakesBareIds = false }.List(name);

    private async Task<int> TagAsync(string name, CancellationToken token) =>
        new NameResolver(new AccountCatalog([], [], await _catalog.TagsAsync(token).ConfigureAwait(false))) { TakesBareIds = false }.Tag(name);

    private async Task<int> SegmentAsync(string name, CancellationToken token)
    {
        List<JsonElement> segments = await new PageReader(_connection).ReadAsync(Routes.Segments, Routes.Segments, token).ConfigureAwait(false);
        return new NameResolver(new AccountCatalog([], segments.Select(ToDefinition).ToList(), [])) { TakesBareIds = false }.Segment(name);
    }

    private static ListDefinition ToDefinition(JsonElement segment) => new(WireText.ReadInt(segment, "id") ?? 0, WireText.Read(segment, "name") ?? string.Empty, string.Empty);

    // Any contact shows it.
    private async Task<TimeSpan> OffsetAsync(CancellationToken token)
    {
        ContactPage any = await new ContactReader(_connection).PageAsync(Routes.Contacts + "?limit=1", ContactParts.None, token).ConfigureAwait(false);
        return any.Contacts.Select(contact => WireMoment.Read(contact.Created)?.Offset).FirstOrDefault() ?? TimeSpan.Zero;
    }
}
