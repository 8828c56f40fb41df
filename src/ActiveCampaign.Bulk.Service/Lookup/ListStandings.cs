using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>
/// Who stands on a list unconfirmed or bounced. The importer would set these active; there are few of them, so that
/// asking for them is cheaper than asking for each contact. Safe for several threads.
/// </summary>
internal sealed class ListStandings
{
    private static readonly ContactStatus[] s_states = [ContactStatus.Unconfirmed, ContactStatus.Bounced];

    private readonly ContactReader _contacts;
    private readonly CancellationToken _stop;
    private readonly ConcurrentDictionary<int, System.Lazy<Task<HashSet<ulong>>>> _lists = new();

    public ListStandings(AccountConnection connection, CancellationToken stop)
    {
        _contacts = new ContactReader(connection);
        _stop = stop;
    }

    /// <summary>The addresses that stand so on one of these lists, of those that are asked for.</summary>
    public async Task<bool> HasAsync(string email, IReadOnlyList<int> lists)
    {
        ulong key = ContactIndex.KeyOf(email);
        foreach (int list in lists)
        {
            if ((await _lists.GetOrAdd(list, id => new System.Lazy<Task<HashSet<ulong>>>(() => ReadAsync(id))).Value.ConfigureAwait(false)).Contains(key))
                return true;
        }

        return false;
    }

    private async Task<HashSet<ulong>> ReadAsync(int list)
    {
        HashSet<ulong> found = [];
        foreach (ContactStatus state in s_states)
        {
            int last = 0;
            int before;
            do
            {
                before = last;
                foreach (Contact contact in (await _contacts.PageAsync(Route(list, state, last), ContactParts.None, _stop).ConfigureAwait(false)).Contacts)
                {
                    last = System.Math.Max(last, contact.Id);
                    found.Add(ContactIndex.KeyOf(contact.Email));
                }
            }
            while (last > before);
        }

        return found;
    }

    private static string Route(int list, ContactStatus state, int after) =>
        Routes.ContactsAfter(after) + string.Format(CultureInfo.InvariantCulture, "&listid={0}&status={1}", list, (int)state);
}
