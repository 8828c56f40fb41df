using System;
using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Service.Mapping;

/// <summary>
/// Makes one contact of two rows with the same address, where the service would have made the same of both, one after
/// the other, whatever its answer to what its documentation leaves open.
/// </summary>
internal static class ContactMerge
{
    /// <summary>
    /// The later contact over the earlier one, given as JSON. Null where one contact may come out otherwise than two:
    /// the service may fail a contact whole for a list it left, may pass over an empty text that is to clear a value,
    /// and may pass over an account it does not know.
    /// </summary>
    public static ContactRow? Merge(ReadOnlyMemory<byte> earlier, ContactRow later)
    {
        ContactRow first = ContactJson.Read(earlier);
        if (!IsSame(first.Subscribe, later.Subscribe) || !IsSame(first.Unsubscribe, later.Unsubscribe))
            return null;
        if (Clears(first.FirstName, later.FirstName) || Clears(first.LastName, later.LastName) || Clears(first.Phone, later.Phone))
            return null;
        if (later.Account is not null && first.Account is not null && first.Account != later.Account)
            return null;
        return MergeFields(first.Fields, later.Fields) is List<FieldValue> fields ? Merge(first, later, fields) : null;
    }

    private static ContactRow Merge(ContactRow first, ContactRow later, List<FieldValue> fields) => new()
    {
        Email = first.Email,
        FirstName = later.FirstName ?? first.FirstName,
        LastName = later.LastName ?? first.LastName,
        Phone = later.Phone ?? first.Phone,
        Account = later.Account ?? first.Account,
        Fields = fields,
        Tags = first.Tags.Union(later.Tags, StringComparer.OrdinalIgnoreCase).ToList(),
        Subscribe = first.Subscribe,
        Unsubscribe = first.Unsubscribe,
    };

    private static List<FieldValue>? MergeFields(IReadOnlyList<FieldValue> first, IReadOnlyList<FieldValue> later)
    {
        List<FieldValue> fields = [.. first];
        foreach (FieldValue value in later)
        {
            int index = fields.FindIndex(known => known.Id == value.Id);
            if (index < 0)
                fields.Add(value);
            else if (Clears(fields[index].Value, value.Value))
                return null;
            else
                fields[index] = value;
        }

        return fields;
    }

    private static bool Clears(string? first, string? later) => later is { Length: 0 } && !string.IsNullOrEmpty(first);

    private static bool IsSame(IReadOnlyList<int> first, IReadOnlyList<int> later) =>
        first.Count == later.Count && new HashSet<int>(first).SetEquals(later);
}
