using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Service.Catalog;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>Makes the cells of a contact, such that an import reads from them what the account has. Safe for several threads.</summary>
internal sealed class ContactCells
{
    private readonly ContactQuery _query;
    private readonly Dictionary<int, string> _lists;
    private readonly string _host;

    /// <param name="columns">The columns.</param>
    /// <param name="query">Which contacts they are.</param>
    /// <param name="lists">The lists of the account.</param>
    /// <param name="host">The account's host, where a column says it.</param>
    public ContactCells(IReadOnlyList<ContactColumn> columns, ContactQuery query, IReadOnlyList<ListDefinition> lists, string host = "")
    {
        _host = host;
        Columns = columns;
        _query = query;
        AccountCatalog catalog = new([], lists, []);
        _lists = lists.GroupBy(list => list.Id).ToDictionary(same => same.Key, same => NameOf(same.First(), catalog));
    }

    public IReadOnlyList<ContactColumn> Columns { get; }

    /// <summary>Whether a column holds several names.</summary>
    public static bool IsSeveral(ContactColumn column) => column.Kind is >= ContactColumnKind.Tags and < ContactColumnKind.Host || column.FieldKind == FieldKind.ManyOptions;

    /// <summary>A cell as one text.</summary>
    public string Text(Contact contact, ContactColumn column) => column.Kind switch
    {
        ContactColumnKind.Id => contact.Id.ToString(CultureInfo.InvariantCulture),
        ContactColumnKind.Email => contact.Email,
        ContactColumnKind.FirstName => contact.FirstName,
        ContactColumnKind.LastName => contact.LastName,
        ContactColumnKind.Phone => contact.Phone,
        ContactColumnKind.Account => contact.Account,
        ContactColumnKind.Status => _query.StatusOf(contact),
        ContactColumnKind.Created => contact.Created,
        ContactColumnKind.Updated => contact.Updated,
        ContactColumnKind.Host => _host,
        ContactColumnKind.Field when column.FieldKind == FieldKind.ManyOptions => Wrapped(Several(contact, column)),
        ContactColumnKind.Field => contact.Fields.TryGetValue(column.FieldId, out string? value) ? value : string.Empty,
        _ => NameCell.Join(Several(contact, column)),
    };

    /// <summary>The values of a cell that holds several.</summary>
    public IReadOnlyList<string> Several(Contact contact, ContactColumn column) => column.Kind switch
    {
        ContactColumnKind.Tags => contact.Tags.Select(tag => NameCell.Of(tag.Id, tag.Name)).ToList(),
        ContactColumnKind.Lists => Lists(contact, ContactStatus.Active),
        ContactColumnKind.ListsUnsubscribed => Lists(contact, ContactStatus.Unsubscribed),
        ContactColumnKind.ListsUnconfirmed => Lists(contact, ContactStatus.Unconfirmed),
        ContactColumnKind.ListsBounced => Lists(contact, ContactStatus.Bounced),
        _ => contact.Fields.TryGetValue(column.FieldId, out string? value) ? value.Split(["||"], System.StringSplitOptions.RemoveEmptyEntries) : [],
    };

    /// <summary>The names of the lists on which the contact stands like that; a list that is not there any more is left out.</summary>
    public IReadOnlyList<string> Lists(Contact contact, ContactStatus status) =>
        contact.Lists.Where(state => state.Value == status && _lists.ContainsKey(state.Key)).Select(state => _lists[state.Key]).ToList();

    private static string Wrapped(IReadOnlyList<string> values) => values.Count == 0 ? string.Empty : "||" + string.Join("||", values) + "||";

    // Several lists may have the same name.
    private static string NameOf(ListDefinition list, AccountCatalog catalog) =>
        catalog.FindList(list.Name)?.Id == list.Id ? NameCell.Of(list.Id, list.Name) : NameCell.Of(list.Id, string.Empty);
}
