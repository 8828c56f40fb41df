using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Catalog;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Lookup;
using ActiveCampaign.Bulk.Core.Service;
using ContactReader = ActiveCampaign.Bulk.Core.Lookup.ContactReader;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>
/// Reads back whether contacts have left the lists they were to leave: a hundred a call where the service puts the list
/// states beside the contacts, else one call each. Reads only, one batch at a time.
/// </summary>
internal sealed class DepartureCheck : IDisposable
{
    private const string ContactLists = "contactLists";

    // Whoever never confirmed is on the list as soon as the mail is answered.
    private static readonly int[] s_on = [0, 1];

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly AccountConnection _connection;
    private readonly ContactReader _contacts;
    private readonly PageReader _pages;

    public DepartureCheck(AccountConnection connection)
    {
        _connection = connection;
        _contacts = new ContactReader(connection);
        _pages = new PageReader(connection);
    }

    /// <summary>The rows whose contacts are still on one of the lists.</summary>
    public async Task<IReadOnlyCollection<long>> StillOnAsync(Departures left, CancellationToken token)
    {
        await _turn.WaitAsync(token).ConfigureAwait(false);
        try
        {
            HashSet<long> rows = [];
            ContactReference[] known = left.Contacts!.Where(contact => contact.Id is not null).ToArray();
            for (int start = 0; start < known.Length; start += ServiceLimits.PageSize)
                await AddAsync(rows, known.Skip(start).Take(ServiceLimits.PageSize).ToList(), left.Lists, token).ConfigureAwait(false);
            foreach (ContactReference contact in left.Contacts!.Where(contact => contact.Id is null && contact.Email is not null))
                Add(rows, contact, await _contacts.FindAsync(contact.Email!, ContactParts.Lists, [], token).ConfigureAwait(false), left.Lists);
            return rows;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task AddAsync(HashSet<long> rows, List<ContactReference> contacts, IReadOnlyList<int> lists, CancellationToken token)
    {
        string route = Routes.ContactsByIds(contacts.Select(contact => contact.Id!.Value).Distinct(), ContactLists);
        (Dictionary<int, ContactState> found, bool complete) = await _connection.ReadAsync(route, Read, token).ConfigureAwait(false);
        foreach (ContactReference contact in contacts)
        {
            // Nobody is taken for gone because a list leaves them out.
            ContactState? state = found.TryGetValue(contact.Id!.Value, out ContactState? known)
                ? complete ? known : await CompleteAsync(contact, known, token).ConfigureAwait(false)
                : contact.Email is null ? null : await _contacts.FindAsync(contact.Email, ContactParts.Lists, [], token).ConfigureAwait(false);
            Add(rows, contact, state, lists);
        }
    }

    private async Task<ContactState?> CompleteAsync(ContactReference contact, ContactState state, CancellationToken token)
    {
        try
        {
            state.AddLists(await _pages.ReadAsync(Routes.ContactPart(state.Id, ContactLists), ContactLists, token).ConfigureAwait(false));
            return state;
        }
        catch (BulkException e) when (e.Error == BulkError.RequestRefused && contact.Email is not null)
        {
            // Somebody may have deleted the contact between the two calls; every other refusal comes again here.
            return await _contacts.FindAsync(contact.Email, ContactParts.Lists, [], token).ConfigureAwait(false);
        }
    }

    private static void Add(HashSet<long> rows, ContactReference contact, ContactState? state, IReadOnlyList<int> lists)
    {
        if (state is not null && lists.Any(list => state.Lists.TryGetValue(list, out int status) && s_on.Contains(status)))
            rows.Add(contact.Row);
    }

    private static (Dictionary<int, ContactState> Found, bool Complete) Read(JsonElement root)
    {
        Dictionary<int, ContactState> found = [];
        foreach (JsonElement contact in root.GetProperty("contacts").EnumerateArray())
        {
            ContactState state = new(contact);
            found[state.Id] = state;
        }

        if (!root.TryGetProperty(ContactLists, out JsonElement links) || links.ValueKind != JsonValueKind.Array)
            return (found, false);
        foreach (IGrouping<int, JsonElement> own in links.EnumerateArray().GroupBy(link => WireText.ReadInt(link, "contact") ?? 0))
        {
            if (found.TryGetValue(own.Key, out ContactState? state))
                state.AddLists(own);
        }

        return (found, true);
    }
}
