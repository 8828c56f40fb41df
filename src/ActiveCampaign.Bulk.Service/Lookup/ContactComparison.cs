using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Service.Mapping;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>Holds a row against its contact. The account (company) of a contact cannot be read back simply and is passed over.</summary>
internal static class ContactComparison
{
    /// <summary>The parts of the contact that the row says something about.</summary>
    public static ContactParts PartsOf(ContactRow row) =>
        (row.Fields.Count > 0 ? ContactParts.Fields : ContactParts.None)
        | (row.Subscribe.Count + row.Unsubscribe.Count > 0 ? ContactParts.Lists : ContactParts.None)
        | (row.Tags.Count > 0 ? ContactParts.Tags : ContactParts.None);

    /// <summary>What the contact lacks, without any value.</summary>
    public static IReadOnlyList<string> Missing(ContactRow row, Contact contact)
    {
        List<string> missing = [];
        AddText(missing, "first name", row.FirstName, contact.FirstName);
        AddText(missing, "last name", row.LastName, contact.LastName);
        AddText(missing, "phone", row.Phone, contact.Phone);
        missing.AddRange(MissingFields(row, contact).Select(field => Name("field", field)));
        missing.AddRange(row.Subscribe.Where(list => contact.StateOn(list) != ContactStatus.Active).Select(list => Name("list", list)));
        missing.AddRange(row.Unsubscribe.Where(list => contact.StateOn(list) != ContactStatus.Unsubscribed).Select(list => Name("list", list)));
        if (!row.Tags.All(contact.HasTag))
            missing.Add("tags");
        return missing;
    }

    /// <summary>Whether the contact has left one of the lists the row puts it on.</summary>
    public static bool HasLeft(IEnumerable<int> subscribe, Contact contact) => subscribe.Any(list => contact.StateOn(list) == ContactStatus.Unsubscribed);

    // The importer takes the values in their order, so the last one of a field stays.
    private static IEnumerable<int> MissingFields(ContactRow row, Contact contact) =>
        from field in row.Fields
        group field.Value by field.Id into values
        where !WireValue.IsSame(values.Last(), contact.Fields.TryGetValue(values.Key, out string? kept) ? kept : null)
        select values.Key;

    private static void AddText(List<string> missing, string name, string? sent, string? kept)
    {
        if (sent is not null && !WireValue.IsSame(sent, kept))
            missing.Add(name);
    }

    private static string Name(string kind, int id) => kind + " " + id.ToString(CultureInfo.InvariantCulture);
}
