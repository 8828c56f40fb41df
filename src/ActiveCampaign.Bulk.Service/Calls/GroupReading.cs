using System.Collections.Generic;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>What was read of a group's contacts before they are called for.</summary>
/// <param name="Contacts">The contacts as they are now, by id; null where they were not read.</param>
/// <param name="Links">The links of the tags, by contact; null where the service did not put them beside the contacts.</param>
internal sealed record GroupReading(IReadOnlyDictionary<int, ExportedContact>? Contacts = null, IReadOnlyDictionary<int, IReadOnlyList<int>>? Links = null)
{
    /// <summary>The addresses that the contacts have now, by id; null where nothing was read.</summary>
    public IReadOnlyDictionary<int, string>? Emails { get; init; }

    /// <summary>Whether a contact has another address by now than it was planned with.</summary>
    public bool IsOther(Core.Journal.PlannedContact contact) => Emails is not null && Emails.TryGetValue(contact.Id!.Value, out string? email) && !AddressForm.IsSame(email, contact.Email);
}
