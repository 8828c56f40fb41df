using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>Reads contacts as they stand now: a hundred ids in one call, an address in one of its own.</summary>
internal sealed class MemberStates
{
    private readonly ContactReader _contacts;

    public MemberStates(AccountConnection connection)
    {
        _contacts = new ContactReader(connection);
    }

    /// <summary>The contacts that are there, by the rows that name them.</summary>
    /// <param name="asked">Whom to read: by id where there is one, else by address.</param>
    /// <param name="withLists">Whether the states on lists are wanted.</param>
    /// <param name="token">Ends it.</param>
    /// <param name="orByAddress">Whether one whose id the service leaves out is looked for by its address once more.</param>
    public async Task<IReadOnlyDictionary<long, Contact>> ReadAsync(IReadOnlyList<ContactReference> asked, bool withLists, CancellationToken token, bool orByAddress = false)
    {
        ContactParts parts = withLists ? ContactParts.Lists : ContactParts.None;
        Dictionary<long, Contact> found = [];
        List<ContactReference> byId = asked.Where(contact => contact.Id is not null).ToList();
        for (int start = 0; start < byId.Count; start += ServiceLimits.PageSize)
        {
            ILookup<int, long> rows = byId.Skip(start).Take(ServiceLimits.PageSize).ToLookup(contact => contact.Id!.Value, contact => contact.Row);
            foreach (Contact contact in await _contacts.IdsAsync(rows.Select(row => row.Key), parts, token).ConfigureAwait(false))
            {
                foreach (long row in rows[contact.Id])
                    found[row] = contact;
            }
        }

        foreach (ContactReference contact in asked.Where(contact => contact.Email is not null && (contact.Id is null || (orByAddress && !found.ContainsKey(contact.Row)))))
        {
            if (await _contacts.FindAsync(contact.Email!, parts, token).ConfigureAwait(false) is Contact state)
                found[contact.Row] = state;
        }

        return found;
    }
}
