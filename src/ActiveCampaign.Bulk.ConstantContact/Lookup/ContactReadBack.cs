using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.ConstantContact.Mapping;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.ConstantContact.Lookup;

/// <summary>
/// Reads contacts back as they were sent, in as few calls as that takes: one by one where they are few, else by pages of the
/// account, or of what was changed since they were sent.
/// </summary>
internal sealed class ContactReadBack
{
    private const int FewAtMost = 20;

    // A page brings as much as so many calls for single contacts, as far as the day's calls go.
    private const int WorthAPage = 100;

    // The clocks may differ, and a time is cut to the second.
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(5);

    private readonly AccountConnection _connection;

    /// <summary>Reads from an account.</summary>
    public ContactReadBack(AccountConnection connection) => _connection = connection;

    /// <summary>A finding for each contact, in their order.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<IReadOnlyList<Inspection>> InspectAsync(IReadOnlyList<ReadOnlyMemory<byte>> contacts, IReadOnlyList<string> lists, DateTimeOffset? sentAt, CancellationToken token)
    {
        List<string> emails = contacts.Select(ImportRow.EmailOf).ToList();
        Dictionary<string, StoredContact?> wanted = new(StringComparer.Ordinal);
        foreach (string email in emails.Where(email => email.Length > 0))
            wanted[AddressForm.Of(email)] = null;
        await FindAsync(wanted, sentAt, token).ConfigureAwait(false);
        IReadOnlyList<CustomField> fields = await new AccountNames(_connection).FieldsAsync(token).ConfigureAwait(false);
        ImportComparison comparison = new(fields, lists);
        return emails.Select((email, i) => email.Length == 0 ? new Inspection(RowPresence.Unclear, string.Empty, []) : Judge(contacts[i], wanted[AddressForm.Of(email)], comparison, sentAt)).ToList();
    }

    private static Inspection Judge(ReadOnlyMemory<byte> sent, StoredContact? stored, ImportComparison comparison, DateTimeOffset? sentAt)
    {
        if (stored is null or { IsDeleted: true })
            return new Inspection(RowPresence.NotIn, null, []);
        using JsonDocument document = JsonDocument.Parse(sent);
        IReadOnlyList<string> missing = comparison.Missing(ImportRow.ValuesOf(document.RootElement), stored);
        if (missing.Count == 0 && !stored.HasLeft)
            return new Inspection(RowPresence.In, stored.Id, missing);

        // What was changed after it was sent may have had all that it was sent with.
        bool isTouched = sentAt is null || stored.UpdatedAt is null || stored.UpdatedAt >= sentAt - TimeSpan.FromSeconds(1);
        return new Inspection(isTouched ? RowPresence.Unclear : RowPresence.NotIn, stored.Id, missing) { ConsentWithdrawn = stored.HasLeft };
    }

    private async Task FindAsync(Dictionary<string, StoredContact?> wanted, DateTimeOffset? sentAt, CancellationToken token)
    {
        int all = int.MaxValue;
        if (wanted.Count > FewAtMost)
        {
            // The first page of all contacts says how many there are; going on is worth it where that costs less. What was
            // changed since is a part of them.
            all = await WalkAsync(wanted, null, Math.Max(FewAtMost, wanted.Count / WorthAPage), token).ConfigureAwait(false);
            if (all == 0)
                return;
            if (sentAt is DateTimeOffset sent)
                await WalkAsync(wanted, sent - s_margin, Math.Min(wanted.Count, all - 1), token).ConfigureAwait(false);
        }

        List<string> lacking = wanted.Where(entry => entry.Value is null).Select(entry => entry.Key).ToList();
        if (lacking.Count > Math.Max(FewAtMost, all))
        {
            await WalkAsync(wanted, null, int.MaxValue, token).ConfigureAwait(false);
            return;
        }

        foreach (string address in lacking)
            await FindOneAsync(address, wanted, token).ConfigureAwait(false);
    }

    // How many pages there are; 0 where all of them were read, or nothing is lacking.
    private async Task<int> WalkAsync(Dictionary<string, StoredContact?> wanted, DateTimeOffset? after, int mostPages, CancellationToken token)
    {
        int? pages = null;
        bool isWorth = true;
        await ApiPages.WalkAsync(_connection, ApiRoutes.ContactsAfter(after), Read, page =>
        {
            page.Contacts.ForEach(contact => Note(wanted, contact));
            pages ??= page.Total is int total ? (total + ConstantContactLimits.PageSize - 1) / ConstantContactLimits.PageSize : 0;
            isWorth = pages <= mostPages;
            return isWorth && IsLacking(wanted);
        }, token).ConfigureAwait(false);
        return isWorth ? 0 : pages!.Value;
    }

    private static bool IsLacking(Dictionary<string, StoredContact?> wanted) => wanted.Values.Any(contact => contact is null or { IsDeleted: true });

    private async Task FindOneAsync(string address, Dictionary<string, StoredContact?> wanted, CancellationToken token)
    {
        (List<StoredContact> contacts, _) = await _connection.ReadAsync(ApiRoutes.ContactOf(address), Read, token).ConfigureAwait(false);
        contacts.ForEach(contact => Note(wanted, contact));
    }

    // A deleted contact gives way to one that is there.
    private static void Note(Dictionary<string, StoredContact?> wanted, StoredContact contact)
    {
        string address = AddressForm.Of(contact.Email);
        if (contact.Email.Length > 0 && wanted.TryGetValue(address, out StoredContact? known) && (known is null || known.IsDeleted))
            wanted[address] = contact;
    }

    private static (List<StoredContact> Contacts, int? Total) Read(JsonElement root) =>
        (root.GetProperty("contacts").EnumerateArray().Select(StoredContact.Read).ToList(), JsonParts.Number(root, "contacts_count"));
}
