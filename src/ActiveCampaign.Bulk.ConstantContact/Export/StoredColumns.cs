using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.ConstantContact.Lookup;
using ActiveCampaign.Bulk.ConstantContact.Mapping;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rows;

namespace ActiveCampaign.Bulk.ConstantContact.Export;

/// <summary>
/// The columns of contacts that are read, under headings by which an import finds each again without a map. What no import
/// takes has a heading that it passes over.
/// </summary>
internal static class StoredColumns
{
    private const string Fields = "fields";
    private const string FieldPart = "custom_fields";
    private const string ListPart = "list_memberships";
    private const string TagPart = "taggings";
    private const string PhonePart = "phone_numbers";
    private const string StreetPart = "street_addresses";

    /// <summary>Names of lists; that column is made when they are known.</summary>
    public const string Lists = "contact_lists";

    /// <summary>Names of tags; that column is made when they are known.</summary>
    public const string Tags = "contact_tags";

    private static readonly string[] s_addressParts = ["street", "city", "state", "zip", "country"];

    private static readonly StoredColumn[] s_before =
    [
        new("contact_id", contact => contact.Id),
        new("email", contact => contact.Email),
        new("email_status", contact => contact.Status),
        new(Headings.Permission, contact => contact.Permission),
        .. new[] { "first_name", "last_name", "job_title", "company_name" }.Select(name => Value(name)),
        .. new[] { "phone", "home_phone", "work_phone", "mobile_phone" }.Select(name => Value(name, PhonePart)),
        .. new[] { string.Empty, "work_", "other_" }.SelectMany(kind => s_addressParts.Select(part => Value(kind + part, StreetPart))),
        Value(Headings.BirthdayMonth),
        Value(Headings.BirthdayDay),
        new("anniversary", contact => Day(contact.Find("anniversary"))) { IsValue = true },
    ];

    private static readonly StoredColumn[] s_after =
    [
        new("opt_in_source", contact => contact.OptInSource),
        new("opt_in_date", contact => Moment(contact.OptedInAt)),
        new("opt_out_date", contact => Moment(contact.OptedOutAt)),
        new("created_at", contact => Moment(contact.CreatedAt)),
        new("updated_at", contact => Moment(contact.UpdatedAt)),
    ];

    /// <summary>The names of the columns that every account has.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_before.Select(column => column.Name), Lists, Tags, .. s_after.Select(column => column.Name)];

    /// <summary>The columns of an account, as far as they are asked for.</summary>
    /// <param name="connection">The account.</param>
    /// <param name="wanted">Names or patterns of columns, <c>fields</c> for all custom fields; null for every column.</param>
    /// <param name="matches">Whether a name matches a pattern.</param>
    /// <param name="token">Ends it.</param>
    /// <exception cref="BulkException">A name is of no column.</exception>
    public static async Task<IReadOnlyList<StoredColumn>> ChooseAsync(AccountConnection connection, IReadOnlyList<string>? wanted, Func<string, string, bool> matches, CancellationToken token)
    {
        AccountNames names = new(connection);
        IReadOnlyList<CustomField> fields = await names.FieldsAsync(token).ConfigureAwait(false);

        // A field of that name comes first, here as in an import.
        List<StoredColumn> before = s_before.Where(column => IsFree(column.Name, fields)).ToList();
        List<StoredColumn> after = s_after.Where(column => IsFree(column.Name, fields)).ToList();
        List<string> all = [.. before.Select(column => column.Name), .. fields.Select(field => HeadingOf(field, fields)), .. new[] { Lists, Tags }.Where(name => IsFree(name, fields)), .. after.Select(column => column.Name)];
        HashSet<string> chosen = new(wanted is null ? all : wanted.SelectMany(name => Find(name.Trim(), all, fields, matches)), StringComparer.Ordinal);
        List<StoredColumn> columns = [.. before, .. fields.Select(field => OfField(field, fields))];
        if (chosen.Contains(Lists))
            columns.Add(OfNames(Lists, ListPart, contact => contact.Lists, (await names.ListsAsync(token).ConfigureAwait(false)).Select(list => (list.Id, list.Name))));
        if (chosen.Contains(Tags))
            columns.Add(OfNames(Tags, TagPart, contact => contact.Tags, (await names.TagsAsync(token).ConfigureAwait(false)).Select(tag => (tag.Id, tag.Name))));
        return [.. columns.Concat(after).Where(column => chosen.Contains(column.Name))];
    }

    /// <summary>What of the route of contacts brings what columns need.</summary>
    public static string Include(IEnumerable<StoredColumn> columns)
    {
        string parts = string.Join(",", columns.Select(column => column.Part).OfType<string>().Distinct());
        return parts.Length == 0 ? string.Empty : "&include=" + parts;
    }

    /// <summary>The names in a cell of lists or tags.</summary>
    public static IReadOnlyList<string> Split(string cell) => cell.Split(["||"], StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Find(string name, List<string> all, IReadOnlyList<CustomField> fields, Func<string, string, bool> matches)
    {
        List<string> found = Is(name, Fields) && !all.Exists(known => Is(known, name))
            ? fields.Select(field => HeadingOf(field, fields)).ToList()
            : all.FindAll(known => matches(name, known) || Is(known.Replace("_", string.Empty), name));
        if (found.Count == 0)
            found.AddRange(fields.Where(field => Is(field.Label.Trim(), name) || Is(field.Name, name)).Select(field => HeadingOf(field, fields)));
        return found.Count > 0 || (Is(name, Fields) && fields.Count == 0) || name.IndexOfAny(['*', '?', '[']) >= 0
            ? found
            : throw new BulkException(BulkError.UnknownColumn, ConstantContactTexts.UnknownProperty(name, NearestName.Find(name, all)), name);
    }

    private static bool IsFree(string name, IReadOnlyList<CustomField> fields) =>
        Headings.IsKey(name) || !fields.Any(field => Is(field.Label.Trim(), name) || Is(field.Name, name));

    // The label, where an import finds the field by it and nothing else.
    private static string HeadingOf(CustomField field, IReadOnlyList<CustomField> fields)
    {
        string label = field.Label.Trim();
        bool isPlain = label.Length > 0 && !Is(label, Fields) && fields.Count(other => Is(other.Label.Trim(), label)) == 1 && new PlaceFinder(new MappingSettings(), fields, null).Finds(label, field);
        return isPlain ? label : field.Column;
    }

    private static StoredColumn OfField(CustomField field, IReadOnlyList<CustomField> fields)
    {
        string key = "id:" + field.Id;
        Func<StoredContact, string> text = field.Type switch
        {
            "date" => contact => Day(contact.Find(key)),
            "multi_select" when field.Choices.Count > 0 => contact => Choices(contact.Find(key) ?? string.Empty, field),
            _ => contact => contact.Find(key) ?? string.Empty,
        };
        return new StoredColumn(HeadingOf(field, fields), text, FieldPart) { Field = field };
    }

    // In an order of their own: the service's says nothing, and would make two exports of the same contacts differ.
    private static StoredColumn OfNames(string name, string part, Func<StoredContact, IEnumerable<string>> ids, IEnumerable<(string Id, string Name)> known)
    {
        Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string id, string called) in known)
            names[id] = called;
        return new StoredColumn(name, contact => NameCell.Join(ids(contact).Where(names.ContainsKey).Select(id => names[id]).OrderBy(called => called, StringComparer.Ordinal).ToList()), part);
    }

    private static StoredColumn Value(string key, string? part = null) => new(key, contact => contact.Find(key) ?? string.Empty, part) { IsValue = true };

    // The service joins choices with commas, which an import does not take apart.
    private static string Choices(string value, CustomField field) =>
        field.FindChoice(value) is not null ? value : string.Join("|", value.Split(',').Select(choice => choice.Trim()).Where(choice => choice.Length > 0));

    private static string Day(string? text) =>
        text is null ? string.Empty : ImportComparison.ToDay(text) is DateTime day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text;

    private static string Moment(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? string.Empty;

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
