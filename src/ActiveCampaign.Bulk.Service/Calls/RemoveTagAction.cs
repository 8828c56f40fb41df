using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Calls;

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

    public string? Notice => null;

    public string? MovedBackup => null;

    public void Prepare()
    {
    }

    public async Task<GroupReading> ReadAsync(IReadOnlyList<PlannedContact> contacts, CancellationToken token)
    {
        if (contacts.Count == 0)
            return new GroupReading();
        string route = Routes.ContactsByIds(contacts.Select(contact => contact.Id!.Value), ContactTags);
        return await _connection.ReadAsync(route, Read, token).ConfigureAwait(false);
    }

    public void Begin(GroupReading reading)
    {
    }

    public async Task<IReadOnlyList<string>> RoutesAsync(int contactId, GroupReading reading, CancellationToken token)
    {
        // Nobody is taken to be without the tag because a list leaves them out.
        IReadOnlyList<int>? links = null;
        if (reading.Links?.TryGetValue(contactId, out links) != true)
            links = await LinksOfAsync(contactId, token).ConfigureAwait(false);
        return links!.Select(Routes.ContactTag).ToList();
    }

    public RowProblem? Refusal(int contactId, GroupReading reading) => null;

    public void Answered(CallOutcome outcome)
    {
    }

    public void Ended(IReadOnlyList<string> emails)
    {
    }

    public void Complete()
    {
    }

    public void Dispose()
    {
    }

    private GroupReading Read(JsonElement root)
    {
        Dictionary<int, string> emails = [];
        foreach (JsonElement contact in root.GetProperty("contacts").EnumerateArray())
            emails[WireText.ReadInt(contact, "id") ?? 0] = WireText.Read(contact, "email") ?? string.Empty;
        return new GroupReading(null, LinksBeside(root, emails.Keys)) { Emails = emails };
    }

    private Dictionary<int, IReadOnlyList<int>>? LinksBeside(JsonElement root, IEnumerable<int> contacts)
    {
        if (!root.TryGetProperty(ContactTags, out JsonElement links) || links.ValueKind != JsonValueKind.Array)
            return null;
        ILookup<int, int> wanted = links.EnumerateArray().Where(IsWanted).ToLookup(link => WireText.ReadInt(link, "contact") ?? 0, link => WireText.ReadInt(link, "id") ?? 0);
        return contacts.ToDictionary(contact => contact, contact => (IReadOnlyList<int>)wanted[contact].Where(id => id > 0).ToList());
    }

    private async Task<IReadOnlyList<int>> LinksOfAsync(int contactId, CancellationToken token)
    {
        try
        {
            List<JsonElement> links = await _pages.ReadAsync(Routes.ContactPart(contactId, ContactTags), ContactTags, token).ConfigureAwait(false);
            return links.Where(IsWanted).Select(link => WireText.ReadInt(link, "id") ?? 0).Where(id => id > 0).ToList();
        }
        catch (BulkException e) when (e.IsNotThere)
        {
            // Somebody has deleted the contact meanwhile: its tags went with it.
            return [];
        }
    }

    private bool IsWanted(JsonElement link) => WireText.ReadInt(link, "tag") is int tag && _tags.Contains(tag);
}
