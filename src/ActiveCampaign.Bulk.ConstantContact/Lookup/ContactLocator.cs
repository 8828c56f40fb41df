using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.ConstantContact.Lookup;

/// <summary>Finds contacts that are named by id or address: one by one, or by pages of the account where that costs fewer calls.</summary>
internal sealed class ContactLocator
{
    // The first page says how many there are: not worth asking for fewer contacts than that.
    private const int FewAtMost = 2;

    // The clocks may differ, and a time is cut to the second.
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(5);

    private readonly AccountConnection _connection;
    private readonly string _include;

    /// <summary>Finds in an account.</summary>
    /// <param name="connection">The account.</param>
    /// <param name="include">What of the contacts is needed beside themselves, as it stands in a route.</param>
    public ContactLocator(AccountConnection connection, string include)
    {
        _connection = connection;
        _include = include;
    }

    /// <summary>The contacts in the order in which they are asked for; null for those that are not there. The id counts where there is one.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public Task<IReadOnlyList<StoredContact?>> FindAsync(IReadOnlyList<NamedContact> named, CancellationToken token) => FindAsync(named, null, token);

    /// <summary>As above, for contacts that were sent at a time: most of them are among those that were changed since.</summary>
    public async Task<IReadOnlyList<StoredContact?>> FindAsync(IReadOnlyList<NamedContact> named, DateTimeOffset? sentAt, CancellationToken token)
    {
        Dictionary<string, StoredContact?> wanted = new(StringComparer.Ordinal);
        foreach (NamedContact contact in named)
            wanted[KeyOf(contact)] = null;
        if (sentAt is DateTimeOffset sent && wanted.Count > FewAtMost)
            await TryPagesAsync(wanted, sent - s_margin, token).ConfigureAwait(false);
        if (wanted.Count(IsLacking) <= FewAtMost || !await TryPagesAsync(wanted, null, token).ConfigureAwait(false))
        {
            foreach (string key in wanted.Where(IsLacking).Select(entry => entry.Key).ToList())
                await FindOneAsync(key, wanted, token).ConfigureAwait(false);
        }

        return named.Select(contact => wanted[KeyOf(contact)]).ToList();
    }

    // Whether all pages were read. One page more is read only where it costs less than what is left to find.
    private async Task<bool> TryPagesAsync(Dictionary<string, StoredContact?> wanted, DateTimeOffset? changedAfter, CancellationToken token)
    {
        int read = 0;
        bool isAll = true;
        await ApiPages.WalkAsync(_connection, ApiRoutes.ContactsBy("&status=all" + _include + ApiRoutes.ChangedAfter(changedAfter)), Read, page =>
        {
            page.Contacts.ForEach(contact => Note(wanted, contact));
            read++;
            int pages = ((page.Total ?? int.MaxValue - ConstantContactLimits.PageSize) + ConstantContactLimits.PageSize - 1) / ConstantContactLimits.PageSize;
            int left = wanted.Count(IsLacking);
            isAll = read >= pages || left == 0;
            return left > 0 && pages - read <= left;
        }, token).ConfigureAwait(false);
        return isAll;
    }

    // Of an address there may be another contact than the deleted one.
    private static bool IsLacking(KeyValuePair<string, StoredContact?> entry) => entry.Value is null || (entry.Value.IsDeleted && entry.Key.IndexOf('@') >= 0);

    private async Task FindOneAsync(string key, Dictionary<string, StoredContact?> wanted, CancellationToken token)
    {
        if (key.IndexOf('@') >= 0)
        {
            (List<StoredContact> contacts, _) = await _connection.ReadAsync(ApiRoutes.ContactBy(key, _include), Read, token).ConfigureAwait(false);
            contacts.ForEach(contact => Note(wanted, contact));
            return;
        }

        if (!Guid.TryParse(key, out _))
            return;
        try
        {
            Note(wanted, await _connection.ReadAsync(ApiRoutes.Contact(key, _include), StoredContact.Read, token).ConfigureAwait(false));
        }
        catch (BulkException e) when (e.IsNotThere)
        {
            // It is not there.
        }
    }

    // A deleted contact gives way to one that is there.
    private static void Note(Dictionary<string, StoredContact?> wanted, StoredContact contact)
    {
        foreach (string key in new[] { contact.Id.ToLowerInvariant(), AddressForm.Of(contact.Email) })
        {
            if (key.Length > 0 && wanted.TryGetValue(key, out StoredContact? known) && (known is null || known.IsDeleted))
                wanted[key] = contact;
        }
    }

    private static string KeyOf(NamedContact contact) => contact.Id?.Trim().ToLowerInvariant() ?? AddressForm.Of(contact.Email ?? string.Empty);

    private static (List<StoredContact> Contacts, int? Total) Read(JsonElement root) =>
        (root.GetProperty("contacts").EnumerateArray().Select(StoredContact.Read).ToList(), JsonParts.Number(root, "contacts_count"));
}
