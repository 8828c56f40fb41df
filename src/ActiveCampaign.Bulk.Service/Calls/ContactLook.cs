using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Lookup;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>Reads who contacts are just before they are deleted. Safe for several threads.</summary>
internal sealed class ContactLook : IDisposable
{
    private readonly PageSource _pages;

    /// <param name="connection">The account.</param>
    /// <param name="isWhole">Whether all of a contact is wanted, or its address alone.</param>
    public ContactLook(AccountConnection connection, bool isWhole)
    {
        ContactParts parts = isWhole ? ContactParts.Fields | ContactParts.Lists | ContactParts.Tags : ContactParts.None;
        _pages = new PageSource(connection, new ContactQuery(), parts);
    }

    /// <summary>Reads contacts, a hundred at the most. Those that are gone are left out.</summary>
    public async Task<IReadOnlyList<ExportedContact>> ReadAsync(IReadOnlyCollection<int> ids, CancellationToken token)
    {
        List<ExportedContact> contacts = [.. (await _pages.IdsAsync(ids, token).ConfigureAwait(false)).Contacts];
        foreach (int id in ids.Except(contacts.Select(contact => contact.Id)).ToList())
        {
            // Nobody is taken for gone because a list leaves them out.
            if (await _pages.FindAsync(id, token).ConfigureAwait(false) is ExportedContact contact)
                contacts.Add(contact);
        }

        return contacts;
    }

    public void Dispose() => _pages.Dispose();
}
