using System;
using System.Collections.Generic;
using System.Linq;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>Who was deleted, in order, and which lists they had left.</summary>
internal sealed class DeletionLedger
{
    private readonly List<ContactDeletion> _all = [];
    private readonly Dictionary<string, ListLink[]> _left = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<ContactDeletion> All => _all;

    public void Add(ContactRecord contact, DateTimeOffset now)
    {
        _all.Add(new ContactDeletion(contact.Id, contact.Email, now));
        _left[contact.Email] = contact.Lists.ToArray().Where(link => link.Status == ContactListStatus.Unsubscribed).ToArray();
    }

    /// <summary>The lists that a deleted contact of that address had left, once.</summary>
    public IReadOnlyList<ListLink> TakeLeft(string email)
    {
        if (_left.Count == 0 || !_left.TryGetValue(email.Trim(), out ListLink[]? links))
            return [];
        _left.Remove(email.Trim());
        return links;
    }
}
