using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Mapping;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>
/// Looks up why the service did not take an address: it reports only that it did not. Reads nothing but what the
/// documentation names as causes, the cheapest first, and what is the same for all addresses once. What the token may
/// not read is not asked. Safe for several threads.
/// </summary>
internal sealed class FailureExplainer : IRefusalCause
{
    private readonly AccountConnection _connection;
    private readonly PageReader _pages;
    private readonly ContactReader _contacts;
    private readonly OnceRead<AccountExclusions> _exclusions;
    private readonly OnceRead<bool> _isFull;

    /// <summary>Asks through a connection.</summary>
    public FailureExplainer(AccountConnection connection)
    {
        _connection = connection;
        _pages = new PageReader(connection);
        _contacts = new ContactReader(connection);
        _exclusions = new OnceRead<AccountExclusions>(ReadExclusionsAsync);
        _isFull = new OnceRead<bool>(ReadIsFullAsync);
    }

    /// <summary>Explains a row by what was sent: one element of an import's <c>contacts</c>.</summary>
    /// <exception cref="BulkException">The service fails again and again, or cannot be reached.</exception>
    public Task<FailureCause> ExplainAsync(ReadOnlyMemory<byte> contact, CancellationToken token)
    {
        ContactRow row = ContactJson.Read(contact);
        return ExplainAsync(row.Email, row.Subscribe, token);
    }

    /// <inheritdoc/>
    public Task<FailureCause> ExplainAsync(string email, CancellationToken token) => ExplainAsync(email, null, token);

    /// <summary>Explains an address.</summary>
    /// <param name="email">The address.</param>
    /// <param name="subscribe">The lists the row would put it on; null where that is not known, and any list counts.</param>
    /// <param name="token">Ends the asking.</param>
    /// <exception cref="BulkException">The service fails again and again, or cannot be reached.</exception>
    public async Task<FailureCause> ExplainAsync(string email, IReadOnlyList<int>? subscribe, CancellationToken token)
    {
        string address = email.Trim();
        if (EmailRules.FindProblem(address) is not null)
            return FailureCause.Malformed;
        if ((await _exclusions.GetAsync(token).ConfigureAwait(false)).Covers(address, subscribe))
            return FailureCause.Excluded;
        if (await OfContactAsync(address, subscribe, token).ConfigureAwait(false) is FailureCause cause)
            return cause;
        return AddressShape.IsDoubtful(address) ? FailureCause.Malformed : FailureCause.NotStated;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _exclusions.Dispose();
        _isFull.Dispose();
    }

    private async Task<FailureCause?> OfContactAsync(string address, IReadOnlyList<int>? subscribe, CancellationToken token)
    {
        (bool asked, Contact? contact) = await AskAsync(() => FindAsync(address, token), (false, null)).ConfigureAwait(false);
        if (contact is null)
            return asked && await _isFull.GetAsync(token).ConfigureAwait(false) ? FailureCause.ContactLimit : null;

        // Some sources read status 3 as bounced and some as unconfirmed; of a failed address only the first is a cause.
        if (contact.HasBounced || contact.Lists.Values.Contains(ContactStatus.Bounced))
            return FailureCause.Bounced;
        return ContactComparison.HasLeft(subscribe ?? contact.Lists.Keys, contact) ? FailureCause.Unsubscribed : null;
    }

    private async Task<(bool Asked, Contact? Contact)> FindAsync(string address, CancellationToken token) =>
        (true, await _contacts.FindAsync(address, ContactParts.Lists, token).ConfigureAwait(false));

    private Task<AccountExclusions> ReadExclusionsAsync(CancellationToken token) => AskAsync(
        async () => new AccountExclusions(await _pages.ReadAsync(Routes.Exclusions, "exclusions", token).ConfigureAwait(false)),
        new AccountExclusions([]));

    private Task<bool> ReadIsFullAsync(CancellationToken token) =>
        AskAsync(() => _connection.ReadAsync(Routes.AccountSettings, IsFull, token), otherwise: false);

    // Only administrators may read an account's settings, and some plans lack a route.
    private static async Task<T> AskAsync<T>(Func<Task<T>> ask, T otherwise)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (BulkException e) when (e.Error is BulkError.AccessDenied or BulkError.RequestRefused)
        {
            return otherwise;
        }
    }

    private static bool IsFull(JsonElement settings) =>
        WireText.ReadInt(settings, "subscriber_limit") is int limit and > 0 && WireText.ReadInt(settings, "subscriber_total") >= limit;
}
