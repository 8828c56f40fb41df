using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>What was read of a group's contacts before they are called for.</summary>
internal sealed class GroupReading
{
    private readonly HashSet<int> _others;

    /// <param name="planned">The contacts as they were planned.</param>
    /// <param name="read">Those of them that are there, as they are now.</param>
    public GroupReading(IEnumerable<PlannedContact> planned, IReadOnlyList<Contact> read)
    {
        Dictionary<int, Contact> contacts = read.ToDictionary(contact => contact.Id);
        _others = [.. planned.Where(contact => contacts.TryGetValue(contact.Id!.Value, out Contact? now) && !AddressForm.IsSame(now.Email, contact.Email)).Select(contact => contact.Id!.Value)];
        Contacts = contacts.Where(contact => !_others.Contains(contact.Key)).ToDictionary(contact => contact.Key, contact => contact.Value);
    }

    /// <summary>The contacts as they are now, by id, without those that have another address by now.</summary>
    public IReadOnlyDictionary<int, Contact> Contacts { get; }

    /// <summary>Whether a contact has another address by now than it was planned with.</summary>
    public bool IsOther(PlannedContact contact) => _others.Contains(contact.Id!.Value);
}
