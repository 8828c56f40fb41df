using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.Service.Export;

/// <summary>
/// Chooses the columns of an export. A custom field stands under its title where an import finds it by that and nothing
/// else, otherwise under <c>field:ID</c>.
/// </summary>
internal static class ContactColumns
{
    private const string MemberPrefix = "contact_";

    /// <summary>The columns that every account has, in order.</summary>
    public static IReadOnlyList<ContactColumn> Members { get; } =
    [
        new("id", ContactColumnKind.Id),
        new("email", ContactColumnKind.Email),
        new("first_name", ContactColumnKind.FirstName),
        new("last_name", ContactColumnKind.LastName),
        new("phone", ContactColumnKind.Phone),
        new("account", ContactColumnKind.Account),
        new("status", ContactColumnKind.Status),
        new("created", ContactColumnKind.Created),
        new("updated", ContactColumnKind.Updated),
        new("tags", ContactColumnKind.Tags),
        new("lists", ContactColumnKind.Lists),
        new("lists_unsubscribed", ContactColumnKind.ListsUnsubscribed),
        new("lists_unconfirmed", ContactColumnKind.ListsUnconfirmed),
    ];

    /// <summary>Whether the custom fields of the account must be known to choose columns by these names.</summary>
    /// <param name="names">The names; null for every column.</param>
    /// <param name="isFile">Whether the columns are to be read back, so that none may be mistaken for a field.</param>
    public static bool NeedFields(IReadOnlyList<string>? names, bool isFile) =>
        names is null || names.Any(name => IsPattern(name) || FindMember(name.Trim()) is not ContactColumn member || (isFile && ColumnNames.IsWeak(member.Name)));

    /// <summary>The columns of an export.</summary>
    /// <param name="fields">The custom fields of the account.</param>
    /// <param name="names">Names or patterns of columns, <c>fields</c> for all custom fields; null for every column.</param>
    /// <param name="matches">Whether a name matches a pattern.</param>
    /// <exception cref="BulkException">A name is of no column.</exception>
    public static IReadOnlyList<ContactColumn> Choose(IReadOnlyList<FieldDefinition> fields, IReadOnlyList<string>? names, Func<string, string, bool> matches)
    {
        List<ContactColumn> all = All(fields);
        if (names is null)
            return all;
        List<ContactColumn> chosen = [];
        foreach (string name in names)
            chosen.AddRange(Find(name.Trim(), all, fields, matches).Where(column => !chosen.Contains(column)));
        return Unmistakable(chosen, fields);
    }

    /// <summary>The columns of a backup: whatever the account has, and whose contacts they are.</summary>
    internal static IReadOnlyList<ContactColumn> ForBackup(IReadOnlyList<FieldDefinition> fields) =>
        [.. All(fields), new("lists_bounced", ContactColumnKind.ListsBounced), new(RejectColumns.Host, ContactColumnKind.Host)];

    /// <summary>The parts of contacts that columns need.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="query">Which contacts: where it says how they stand on a list, nobody needs to be asked.</param>
    internal static ContactParts PartsOf(IReadOnlyList<ContactColumn> columns, ContactQuery query)
    {
        // The state on all lists together, and the latest date of all, are told by what hangs on the contact.
        ContactParts parts = query.ListId is null && query.Status is not null ? ContactParts.Lists : ContactParts.None;
        if (query.UpdatedAfter is not null || query.UpdatedBefore is not null)
            parts |= ContactParts.Lists | ContactParts.Tags | ContactParts.Fields;
        foreach (ContactColumn column in columns)
        {
            parts |= column.Kind switch
            {
                ContactColumnKind.Field => ContactParts.Fields,
                ContactColumnKind.Tags => ContactParts.Tags,
                ContactColumnKind.Lists or ContactColumnKind.ListsUnsubscribed or ContactColumnKind.ListsUnconfirmed or ContactColumnKind.ListsBounced => ContactParts.Lists,
                ContactColumnKind.Status when query.ListId is null || query.Status is null => ContactParts.Lists,
                _ => ContactParts.None,
            };
        }

        return parts;
    }

    private static List<ContactColumn> All(IReadOnlyList<FieldDefinition> fields)
    {
        ColumnPlanner planner = new(new MappingSettings(), new AccountCatalog(fields, [], []));
        IEnumerable<ContactColumn> custom = fields.OrderBy(field => field.Id).Select(field => new ContactColumn(HeaderOf(field, fields, planner), ContactColumnKind.Field, field));
        return Members.TakeWhile(column => column.Kind < ContactColumnKind.Field).Concat(custom).Concat(Members.SkipWhile(column => column.Kind < ContactColumnKind.Field)).ToList();
    }

    private static string HeaderOf(FieldDefinition field, IReadOnlyList<FieldDefinition> fields, ColumnPlanner planner)
    {
        string title = field.Title.Trim();
        bool isPlain = title.Length > 0 && FindMember(title) is null && !ColumnNames.IsWeak(title) && planner.Finds(title, field.Id)
            && fields.Count(other => string.Equals(other.Title.Trim(), title, StringComparison.OrdinalIgnoreCase)) == 1;
        return isPlain ? title : FormattableString.Invariant($"field:{field.Id}");
    }

    private static IEnumerable<ContactColumn> Find(string name, List<ContactColumn> all, IReadOnlyList<FieldDefinition> fields, Func<string, string, bool> matches)
    {
        if (IsPattern(name) && !all.Exists(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase)))
            return all.Where(column => matches(name, column.Name));
        if (FindMember(name) is ContactColumn member)
            return [member];
        if (string.Equals(name, "fields", StringComparison.OrdinalIgnoreCase))
            return all.Where(column => column.Kind == ContactColumnKind.Field);
        int id = fields.FirstOrDefault(field => string.Equals(field.Title.Trim(), name, StringComparison.OrdinalIgnoreCase))?.Id
            ?? fields.FirstOrDefault(field => string.Equals(field.PersTag, name.Trim('%'), StringComparison.OrdinalIgnoreCase))?.Id ?? 0;
        ContactColumn? found = all.Find(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase) || (id > 0 && column.FieldId == id));
        return found is not null ? [found]
            : throw new BulkException(BulkError.UnknownColumn, ServiceTexts.UnknownProperty(name, NearestName.Find(name, all.Select(column => column.Name))), name);
    }

    // A file that leaves a field out whose title is 'status' must not bring the contact's own status into it.
    private static List<ContactColumn> Unmistakable(List<ContactColumn> chosen, IReadOnlyList<FieldDefinition> fields)
    {
        ColumnPlanner planner = new(new MappingSettings(), new AccountCatalog(fields, [], []));
        return chosen.Select(column => column.Kind != ContactColumnKind.Field && planner.FieldOf(column.Name) is FieldDefinition field && !chosen.Exists(other => other.FieldId == field.Id)
            && ColumnNames.IsWeak(column.Name) ? column with { Name = MemberPrefix + column.Name } : column).ToList();
    }

    // As columns are written, or as the members of an object are.
    private static ContactColumn? FindMember(string name) =>
        Members.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(column.Name.Replace("_", string.Empty), name, StringComparison.OrdinalIgnoreCase));

    private static bool IsPattern(string name) => name.IndexOfAny(['*', '?', '[']) >= 0;
}
