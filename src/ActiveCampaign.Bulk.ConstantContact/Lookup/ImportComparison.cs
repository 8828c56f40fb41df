using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.ConstantContact.Mapping;

namespace ActiveCampaign.Bulk.ConstantContact.Lookup;

/// <summary>Holds a contact as it was sent against the one that the account has. What is shown in more than one way is compared with all of them in mind.</summary>
internal sealed class ImportComparison
{
    private static readonly string[] s_dates = ["yyyy-MM-dd", "MM/dd/yyyy", "M/d/yyyy", "yyyy/MM/dd"];

    private readonly Dictionary<string, string> _fields;
    private readonly IReadOnlyList<string> _lists;

    /// <summary>Compares for an activity.</summary>
    /// <param name="fields">The account's fields.</param>
    /// <param name="lists">The lists that every contact is put on.</param>
    public ImportComparison(IReadOnlyList<CustomField> fields, IReadOnlyList<string> lists)
    {
        _fields = fields.GroupBy(field => field.Column, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Id, StringComparer.Ordinal);
        _lists = lists;
    }

    /// <summary>What the contact lacks, without any value.</summary>
    public IReadOnlyList<string> Missing(IReadOnlyList<KeyValuePair<string, string>> sent, StoredContact stored) =>
        [.. sent.Where(value => !Has(value.Key, value.Value, sent, stored)).Select(value => Named(value.Key)), .. _lists.Where(list => !stored.Lists.Contains(list)).Select(list => "list " + list)];

    private bool Has(string key, string value, IReadOnlyList<KeyValuePair<string, string>> sent, StoredContact stored)
    {
        if (key.StartsWith(CustomField.Prefix, StringComparison.Ordinal))
            return !_fields.TryGetValue(key, out string? id) || IsSame(value, stored.Find("id:" + id));
        if (key.EndsWith("phone", StringComparison.Ordinal))
            return stored.Phones.Exists(phone => phone.Length > 0 && phone == StoredContact.Digits(value)) || StoredContact.Digits(value).Length == 0;

        // The second line is appended to the first, whose form nobody states; numbers for messages are not read back.
        if (key.EndsWith("street2", StringComparison.Ordinal) || key.StartsWith("sms_", StringComparison.Ordinal))
            return true;
        if (key.EndsWith("street", StringComparison.Ordinal) && sent.Any(other => other.Key == key + "2"))
            return stored.Find(key)?.StartsWith(value, StringComparison.OrdinalIgnoreCase) == true;
        return IsSame(value, stored.Find(key));
    }

    private static bool IsSame(string sent, string? stored)
    {
        if (stored is null)
            return false;
        if (string.Equals(sent.Trim(), stored.Trim(), StringComparison.OrdinalIgnoreCase))
            return true;
        if (ToDay(sent) is DateTime one && ToDay(stored) is DateTime other)
            return one == other;
        return decimal.TryParse(sent, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal a) && decimal.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal b) && a == b;
    }

    /// <summary>A date as any of the service's answers may show it; null for another text.</summary>
    internal static DateTime? ToDay(string text)
    {
        if (DateTime.TryParseExact(text.Trim(), s_dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day))
            return day;
        return text.Length > 10 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) ? moment.UtcDateTime : null;
    }

    private static string Named(string key) => key.StartsWith(CustomField.Prefix, StringComparison.Ordinal) ? "field " + key.Substring(CustomField.Prefix.Length) : key.Replace('_', ' ');
}
