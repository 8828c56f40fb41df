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

    /// <summary>Reads one object.</summary>
    /// <param name="input">The object.</param>
    /// <param name="row">Its place in the input, from 1.</param>
    /// <exception cref="CommandException">It names no contact.</exception>
    public static ContactReference Read(PSObject input, long row)
    {
        switch (input.BaseObject)
        {
            case string email:
                return Named(row, null, email);
            case int or long or short or uint or ushort:
                return Named(row, Id(input.BaseObject, row), null);
            case IDictionary map:
                return Named(row, Id(Member(map, "id"), row), Text(Member(map, "email")));
            case object when IsOther(input):
                throw new CommandException(ErrorIds.NotAContact, Messages.NotAContact(row), row);
            default:
                return Named(row, Id(input.Properties["id"]?.Value, row), Text(input.Properties["email"]?.Value));
        }
    }

    private static ContactReference Named(long row, int? id, string? email)
    {
        if (id is null && string.IsNullOrWhiteSpace(email))
            throw new CommandException(ErrorIds.NotAContact, Messages.NotAContact(row), row);
        return new ContactReference(row, id, string.IsNullOrWhiteSpace(email) ? null : email!.Trim());
    }

    // By name, since those of another process, and a selection of their members, have no other type left.
    private static bool IsOther(PSObject input) => input.TypeNames.Any(name => s_others.Any(other => name.EndsWith(other, StringComparison.Ordinal)));

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
