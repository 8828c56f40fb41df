using System.Collections.Generic;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Makes rows of contacts of ours, with the columns of an exported file.</summary>
internal static class ContactRows
{
    /// <summary>The cells that a contact has; what was not read is not there.</summary>
    public static IEnumerable<KeyValuePair<string, object?>> CellsOf(ACContact contact)
    {
        yield return new("id", contact.Id);
        yield return new("email", contact.Email);
        yield return new("first_name", contact.FirstName);
        yield return new("last_name", contact.LastName);
        yield return new("phone", contact.Phone);
        yield return new("account", contact.Account);
        foreach (KeyValuePair<string, string> field in contact.Fields ?? new Dictionary<string, string>())
            yield return new(field.Key, field.Value);
        if (contact.Tags is not null)
            yield return new("tags", contact.Tags);
        if (contact.Lists is not null)
            yield return new("lists", contact.Lists);
        if (contact.ListsUnsubscribed is not null)
            yield return new("lists_unsubscribed", contact.ListsUnsubscribed);
    }
}
