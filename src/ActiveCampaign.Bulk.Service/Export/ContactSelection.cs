using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Http;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>Which contacts are wanted and what of them, with everything found that was named. Safe for several threads.</summary>
internal sealed class ContactSelection
{
    private readonly IReadOnlyList<ContactColumn> _columns;
    private readonly Dictionary<int, string> _lists;
    private readonly ContactParts _parts;
    private readonly ContactCells _cells;

    private ContactSelection(AccountConnection connection, ContactQuery query, IReadOnlyList<ContactColumn> columns, IReadOnlyList<ListDefinition> lists)
    {
        Connection = connection;
        Query = query;
        _columns = columns;
        _parts = ContactColumns.PartsOf(columns, query);
        _lists = lists.GroupBy(list => list.Id).ToDictionary(same => same.Key, same => same.First().Name);
        _cells = new ContactCells(columns, query, lists);
        Fields = columns.Where(column => column.Kind == ContactColumnKind.Field).ToList();
    }

    /// <summary>The columns of custom fields.</summary>
    public IReadOnlyList<ContactColumn> Fields { get; }

    internal AccountConnection Connection { get; }

    internal ContactQuery Query { get; }

    /// <summary>Finds what filters and names mean. Reads no contact.</summary>
    /// <param name="connection">The account.</param>
    /// <param name="filters">Which contacts.</param>
    /// <param name="properties">Names or patterns of columns; null for all.</param>
    /// <param name="matches">Whether a name matches a pattern.</param>
    /// <param name="token">Ends it.</param>
    /// <exception cref="BulkException">A filter is empty or names what is not there, or a column is unknown.</exception>
    public static async Task<ContactSelection> PrepareAsync(
        AccountConnection connection, ContactFilters filters, IReadOnlyList<string>? properties, Func<string, string, bool> matches, CancellationToken token)
    {
        CatalogReader catalog = new(connection);
        ContactQuery query = await new QueryResolver(connection).ResolveAsync(filters, token).ConfigureAwait(false);
        IReadOnlyList<FieldDefinition> fields = ContactColumns.NeedFields(properties, isFile: false) ? await catalog.FieldsAsync(token).ConfigureAwait(false) : [];
        IReadOnlyList<ContactColumn> columns = ContactColumns.Choose(fields, properties, matches);
        bool hasLists = columns.Any(column => column.Kind > ContactColumnKind.Tags);
        return new ContactSelection(connection, query, columns, hasLists ? await catalog.ListsAsync(token).ConfigureAwait(false) : []);
    }

    /// <summary>The cells of a contact as a file has them, by the names of their columns.</summary>
    public IEnumerable<KeyValuePair<string, string>> CellsOf(ContactDetails details) =>
        _columns.Select(column => new KeyValuePair<string, string>(column.Name, _cells.Text(details.Contact, column)));

    internal PageSource OpenPages() => new(Connection, Query, _parts);

    internal ContactDetails Describe(Contact contact) => new(
        contact,
        Has(ContactColumnKind.Status) ? Query.StatusOf(contact) : null,
        _parts.HasFlag(ContactParts.Fields) ? FieldsOf(contact) : null,
        Has(ContactColumnKind.Tags) ? contact.Tags.Select(tag => tag.Name).ToList() : null,
        Has(ContactColumnKind.Lists) ? Lists(contact, ContactStatus.Active) : null,
        Has(ContactColumnKind.ListsUnsubscribed) ? Lists(contact, ContactStatus.Unsubscribed) : null,
        Has(ContactColumnKind.ListsUnconfirmed) ? Lists(contact, ContactStatus.Unconfirmed) : null);

    private bool Has(ContactColumnKind kind) => _columns.Any(column => column.Kind == kind);

    private Dictionary<string, string> FieldsOf(Contact contact)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (ContactColumn column in Fields)
        {
            if (contact.Fields.TryGetValue(column.FieldId, out string? value))
                values[column.Name] = value;
        }

        return values;
    }

    private List<string> Lists(Contact contact, ContactStatus status) =>
        contact.Lists.Where(state => state.Value == status && _lists.ContainsKey(state.Key)).Select(state => _lists[state.Key]).ToList();
}
