using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Lookup;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// Reads the contact that a pipeline object names: by its <c>id</c> or <c>email</c>, whatever else it has; a text is an
/// address, a whole number an id.
/// </summary>
internal static class ContactInput
{
    // Piped in by mistake they would stand for strangers who happen to have their ids.
    private static readonly string[] s_others = [typeof(ACList).FullName!, typeof(ACTag).FullName!, typeof(ACField).FullName!];

    // Ids of one account are those of strangers in another.
    private static readonly string[] s_ours = [typeof(ACContact).FullName!, typeof(ACContactResult).FullName!];

    /// <summary>Reads one object.</summary>
    /// <param name="input">The object.</param>
    /// <param name="row">Its place in the input, from 1.</param>
    /// <param name="session">The account that it is a contact of.</param>
    /// <exception cref="CommandException">It names no contact, or one of another account.</exception>
    public static ContactReference Read(PSObject input, long row, ACSession session)
    {
        if (IsOneOf(s_ours, input) && Text(input.Properties["Host"]?.Value) is { Length: > 0 } host && host != session.Host)
            throw ErrorRecords.Mismatch(host, session.Host, row);
        switch (input.BaseObject)
        {
            case string email:
                return Named(row, null, email);
            case int or long or short or uint or ushort:
                return Named(row, Id(input.BaseObject, row), null);
            case IDictionary map:
                return Named(row, Id(Member(map, "id"), row), Text(Member(map, "email")));
            case object when IsOneOf(s_others, input):
                throw new CommandException(ErrorIds.NotAContact, Messages.NotAContact(row), row);
            default:
                return Named(row, Id(input.Properties["id"]?.Value, row), Text(input.Properties["email"]?.Value));
        }
    }

    private static ContactReference Named(long row, int? id, string? email)
    {
        if (id is null && string.IsNullOrWhiteSpace(email))
            throw new CommandException(ErrorIds.NotAContact, Messages.NotAContact(row), row);

        // A cell that is there and blank says that the contact has no address; without an id it would be nobody.
        return new ContactReference(row, id, email?.Trim());
    }

    // By name, since those of another process, and a selection of their members, have no other type left.
    private static bool IsOneOf(string[] types, PSObject input) =>
        input.TypeNames.Any(name => Array.Exists(types, type => name.EndsWith(type, StringComparison.Ordinal)));

    private static object? Member(IDictionary map, string name)
    {
        foreach (DictionaryEntry entry in map)
        {
            if (string.Equals(entry.Key?.ToString(), name, StringComparison.OrdinalIgnoreCase))
                return entry.Value;
        }

        return null;
    }

    private static string? Text(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value)?.ToString();

    private static int? Id(object? value, long row)
    {
        string? text = value is null ? null : Convert.ToString(value is PSObject wrapped ? wrapped.BaseObject : value, CultureInfo.InvariantCulture)?.Trim();
        if (string.IsNullOrEmpty(text))
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id > 0
            ? id
            : throw new CommandException(ErrorIds.NotAContact, Messages.NotAContactId(row), row);
    }
}
