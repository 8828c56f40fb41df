using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>Asks the account whether rows are in. Only reads, through the general lane. Safe for several threads.</summary>
internal sealed class ContactInspector
{
    private const int AtOnce = 4;

    // The service shows times in whole seconds, and the estimate of its clock is not exact.
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(2);

    private readonly PageReader _pages;
    private readonly ContactReader _contacts;
    private readonly TagFinder _tags;

    /// <summary>Asks through a connection.</summary>
    public ContactInspector(AccountConnection connection)
    {
        _contacts = new ContactReader(connection);
        _pages = new PageReader(connection);
        _tags = new TagFinder(connection);
    }

    /// <summary>Asks for one row; one call where the service puts a contact's parts beside it.</summary>
    /// <param name="contact">The row as it was sent: one element of an import's <c>contacts</c>.</param>
    /// <param name="sentAt">
    /// When it was sent by the service's clock (<see cref="AccountConnection.ServiceNow"/>); null takes the contact as not changed since.
    /// </param>
    /// <param name="token">Ends the asking.</param>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<Inspection> InspectAsync(ReadOnlyMemory<byte> contact, DateTimeOffset? sentAt, CancellationToken token)
    {
        ContactRow row = ContactJson.Read(contact);
        Contact? found = await _contacts.FindAsync(row.Email, ContactComparison.PartsOf(row), token).ConfigureAwait(false);
        if (found is null)
            return new Inspection(RowPresence.NotIn, null, ["contact"]);
        await NameTagsAsync(found, row.Tags, token).ConfigureAwait(false);
        IReadOnlyList<string> missing = ContactComparison.Missing(row, found);
        return new Inspection(Judge(missing, found, sentAt), found.Id.ToString(CultureInfo.InvariantCulture), missing) { ConsentWithdrawn = ContactComparison.HasLeft(row.Subscribe, found) };
    }

    /// <summary>Asks for several rows, a few at once; the answers are in the rows' order.</summary>
    /// <param name="contacts">The rows as they were sent.</param>
    /// <param name="sentAt">When they were sent by the service's clock, or null.</param>
    /// <param name="token">Ends the asking.</param>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<IReadOnlyList<Inspection>> InspectAllAsync(IReadOnlyList<ReadOnlyMemory<byte>> contacts, DateTimeOffset? sentAt, CancellationToken token)
    {
        Inspection[] inspections = new Inspection[contacts.Count];
        int next = -1;
        using CancellationTokenSource failed = CancellationTokenSource.CreateLinkedTokenSource(token);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(AtOnce, contacts.Count)).Select(_ => WorkAsync())).ConfigureAwait(false);
        return inspections;

        async Task WorkAsync()
        {
            try
            {
                for (int i = Interlocked.Increment(ref next); i < contacts.Count; i = Interlocked.Increment(ref next))
                    inspections[i] = await InspectAsync(contacts[i], sentAt, failed.Token).ConfigureAwait(false);
            }
            catch
            {
                failed.Cancel();
                throw;
            }
        }
    }

    /// <summary>How many automations a contact went through.</summary>
    /// <param name="contactId">The contact.</param>
    /// <param name="since">Counts those that began at that time of the service's clock or later; null counts all.</param>
    /// <param name="token">Ends the asking.</param>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<int> AutomationCountAsync(int contactId, DateTimeOffset? since, CancellationToken token)
    {
        List<JsonElement> runs = await _pages.ReadAsync(Routes.ContactPart(contactId, "contactAutomations"), "contactAutomations", token).ConfigureAwait(false);
        return runs.Count(run => since is null || WireMoment.Read(WireText.Read(run, "adddate")) is not DateTimeOffset began || began >= since - s_tolerance);
    }

    // Where the service did not say what its tags are called, it is enough to know which of the wanted ones it has.
    private async Task NameTagsAsync(Contact contact, IReadOnlyList<string> wanted, CancellationToken token)
    {
        if (contact.Tags.Count == contact.TagIds.Count)
            return;
        Dictionary<int, string> names = contact.Tags.ToDictionary(tag => tag.Id, tag => tag.Name);
        foreach (string name in wanted.Where(name => !contact.HasTag(name)))
        {
            foreach (int id in await _tags.FindAsync(name, token).ConfigureAwait(false))
                names[id] = name;
        }

        contact.NameTags(names);
    }

    private static RowPresence Judge(IReadOnlyList<string> missing, Contact contact, DateTimeOffset? sentAt)
    {
        if (missing.Count == 0)
            return RowPresence.In;
        return sentAt is DateTimeOffset sent && (contact.ChangedAt is not DateTimeOffset changed || changed >= sent - s_tolerance)
            ? RowPresence.Unclear
            : RowPresence.NotIn;
    }
}
