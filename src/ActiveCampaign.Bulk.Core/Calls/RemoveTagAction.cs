using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Catalog;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Service;

namespace ActiveCampaign.Bulk.Core.Calls;

/// <summary>
/// Takes tags off contacts. That goes by the id of the link between the two, which one call tells for a hundred contacts
/// where the service puts the links beside them; it does not promise to.
/// </summary>
internal sealed class RemoveTagAction : ICallAction
{
    private const string ContactTags = "contactTags";

    private readonly AccountConnection _connection;
    private readonly PageReader _pages;
    private readonly HashSet<int> _tags;

    public RemoveTagAction(AccountConnection connection, IEnumerable<int> tags)
    {
        _connection = connection;
        _pages = new PageReader(connection);
        _tags = [.. tags];
    }

    // Where few have the tag, reading is all there is to do.
    public int ReadsAhead => 4;

    public string NothingToDo => Texts.TagNotThere;

    public string? Missing => null;

    public bool HasMonthlyLimit => false;

    public async Task<GroupReading> ReadAsync(IReadOnlyList<PlannedContact> contacts, CancellationToken token)
    {
        if (contacts.Count == 0)
            return new GroupReading();
        string route = Routes.ContactsByIds(contacts.Select(contact => contact.Id!.Value), ContactTags);
        return new GroupReading(null, await _connection.ReadAsync(route, ReadBeside, token).ConfigureAwait(false));
    }

    public void Begin(GroupReading reading)
    {
    }

    public async Task<IReadOnlyList<string>> RoutesAsync(int contactId, GroupReading reading, CancellationToken token)
    {
        IReadOnlyList<int>? links = reading.Links is null
            ? await LinksOfAsync(contactId, token).ConfigureAwait(false)
            : reading.Links.TryGetValue(contactId, out IReadOnlyList<int>? found) ? found : [];
        return links.Select(Routes.ContactTag).ToList();
    }

    public void Ended(IReadOnlyList<string> emails)
    {
    }

    public void Dispose()
    {
    }

    private Dictionary<int, IReadOnlyList<int>>? ReadBeside(JsonElement root)
    {
        if (!root.TryGetProperty(ContactTags, out JsonElement links) || links.ValueKind != JsonValueKind.Array)
            return null;
        return links.EnumerateArray()
            .Where(IsWanted)
            .GroupBy(link => WireText.ReadInt(link, "contact") ?? 0, link => WireText.ReadInt(link, "id") ?? 0)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<int>)group.Where(id => id > 0).ToList());
    }

    private async Task<IReadOnlyList<int>> LinksOfAsync(int contactId, CancellationToken token)
    {
        try
        {
            List<JsonElement> links = await _pages.ReadAsync(Routes.ContactPart(contactId, ContactTags), ContactTags, token).ConfigureAwait(false);
            return links.Where(IsWanted).Select(link => WireText.ReadInt(link, "id") ?? 0).Where(id => id > 0).ToList();
        }
        catch (BulkException e) when (e.Error == BulkError.RequestRefused)
        {
            // Somebody has deleted the contact meanwhile: its tags went with it.
            return [];
        }
    }

    private bool IsWanted(JsonElement link) => WireText.ReadInt(link, "tag") is int tag && _tags.Contains(tag);
}
