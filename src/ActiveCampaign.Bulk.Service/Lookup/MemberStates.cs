using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>Reads contacts as they stand now: a hundred ids in one call, an address in one of its own.</summary>
internal sealed class MemberStates
{
    private const string ContactLists = "contactLists";

    private readonly AccountConnection _connection;
    private readonly ContactReader _contacts;
    private readonly PageReader _pages;

    public MemberStates(AccountConnection connection)
    {
        _connection = connection;
        _contacts = new ContactReader(connection);
        _pages = new PageReader(connection);
    }

    /// <summary>The contacts that are there, by the rows that name them.</summary>
    /// <param name="asked">Whom to read: by id where there is one, else by address.</param>
    /// <param name="withLists">Whether the states on lists are wanted.</param>
    /// <param name="token">Ends it.</param>
    /// <param name="orByAddress">Whether one whose id the service leaves out is looked for by its address once more.</param>
    public async Task<IReadOnlyDictionary<long, ContactState>> ReadAsync(IReadOnlyList<ContactReference> asked, bool withLists, CancellationToken token, bool orByAddress = false)
    {
        Dictionary<long, ContactState> states = [];
        List<ContactReference> byId = asked.Where(contact => contact.Id is not null).ToList();
        for (int start = 0; start < byId.Count; start += ServiceLimits.PageSize)
            await ReadAsync(byId.GetRange(start, System.Math.Min(ServiceLimits.PageSize, byId.Count - start)), withLists, states, token).ConfigureAwait(false);
        foreach (ContactReference contact in asked.Where(contact => contact.Email is not null && (contact.Id is null || (orByAddress && !states.ContainsKey(contact.Row)))))
        {
            if (await _contacts.FindAsync(contact.Email!, withLists ? ContactParts.Lists : ContactParts.None, [], token).ConfigureAwait(false) is ContactState state)
                states[contact.Row] = state;
        }

        return states;
    }

    private async Task ReadAsync(List<ContactReference> page, bool withLists, Dictionary<long, ContactState> states, CancellationToken token)
    {
        IEnumerable<int> ids = page.Select(contact => contact.Id!.Value).Distinct();
        string route = withLists ? Routes.ContactsByIds(ids, ContactLists) : Routes.ContactsByIds(ids);
        (List<ContactState> found, bool isWhole) = await _connection.ReadAsync(route, root => Read(root, withLists), token).ConfigureAwait(false);
        foreach (ContactState state in found)
        {
            if (!isWhole && !await CompleteAsync(state, token).ConfigureAwait(false))
                continue;
            foreach (ContactReference contact in page.Where(contact => contact.Id == state.Id))
                states[contact.Row] = state;
        }
    }

    // Somebody may have deleted the contact between the two calls.
    private async Task<bool> CompleteAsync(ContactState state, CancellationToken token)
    {
        try
        {
            state.AddLists(await _pages.ReadAsync(Routes.ContactPart(state.Id, ContactLists), ContactLists, token).ConfigureAwait(false));
            return true;
        }
        catch (BulkException e) when (e.Error == BulkError.RequestRefused)
        {
            if (await _connection.ReadAsync(Routes.ContactsByIds([state.Id]), root => Contacts(root).Any(), token).ConfigureAwait(false))
                throw;
            return false;
        }
    }

    private static IEnumerable<ContactState> Contacts(JsonElement root) => root.GetProperty("contacts").EnumerateArray().Select(contact => new ContactState(contact));

    private static (List<ContactState> Found, bool IsWhole) Read(JsonElement root, bool withLists)
    {
        List<ContactState> found = Contacts(root).ToList();
        if (!withLists || !root.TryGetProperty(ContactLists, out JsonElement links) || links.ValueKind != JsonValueKind.Array)
            return (found, !withLists);
        foreach (ContactState state in found)
            state.AddLists(links.EnumerateArray().Where(link => WireText.ReadInt(link, "contact") == state.Id));
        return (found, true);
    }
}
