using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Catalog;
using ActiveCampaign.Bulk.ConstantContact.Mapping;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;

namespace ActiveCampaign.Bulk.ConstantContact.Lookup;

/// <summary>Reads contacts back, and tells which of them are as they were sent.</summary>
internal sealed class ContactReadBack
{
    // All that an import sets.
    private const string Parts = "&include=custom_fields,list_memberships,phone_numbers,street_addresses";

    private readonly AccountConnection _connection;

    /// <summary>Reads from an account.</summary>
    public ContactReadBack(AccountConnection connection) => _connection = connection;

    /// <summary>A finding for each contact, in their order.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<IReadOnlyList<Inspection>> InspectAsync(IReadOnlyList<ReadOnlyMemory<byte>> contacts, IReadOnlyList<string> lists, DateTimeOffset? sentAt, CancellationToken token)
    {
        List<string> emails = contacts.Select(ImportRow.EmailOf).ToList();
        Queue<StoredContact?> found = new(await new ContactLocator(_connection, Parts).FindAsync(emails.Where(email => email.Length > 0).Select(email => new NamedContact(null, email)).ToList(), sentAt, token).ConfigureAwait(false));
        IReadOnlyList<CustomField> fields = await new AccountNames(_connection).FieldsAsync(token).ConfigureAwait(false);
        ImportComparison comparison = new(fields, lists);
        return emails.Select((email, i) => email.Length == 0 ? new Inspection(RowPresence.Unclear, string.Empty, []) : Judge(contacts[i], found.Dequeue(), comparison, sentAt)).ToList();
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
}
