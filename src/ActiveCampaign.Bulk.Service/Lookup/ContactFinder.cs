using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>
/// Finds the contacts that a user names, in as few calls as the service allows: a hundred ids take one call; an address
/// takes one call, or the whole account is paged where that takes fewer. It holds back as many references as the
/// account has pages, until one or the other is known to be cheaper. Used by one thread.
/// </summary>
internal sealed class ContactFinder
{
    private const int AtOnce = 4;
    private const int KeptEmails = 10 * ServiceLimits.PageSize;

    private readonly ContactIndex _index;
    private readonly ContactReader _contacts;
    private readonly Queue<ContactReference> _held = new();
    private readonly HashSet<ulong> _addresses = [];
    private readonly HashSet<int> _ids = [];
    private readonly Dictionary<int, string> _emails = [];

    /// <summary>Finds contacts of an account.</summary>
    public ContactFinder(AccountConnection connection)
    {
        _contacts = new ContactReader(connection);
        _index = new ContactIndex(_contacts);
    }

    /// <summary>Takes references in; returns the ones that are resolved by now, in the order they came in.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ContactMatch>> AddAsync(IReadOnlyList<ContactReference> chunk, CancellationToken token)
    {
        foreach (ContactReference asked in chunk)
            _held.Enqueue(asked);
        if (chunk.Any(asked => asked.Id is null) && !_index.IsStarted)
            await _index.StartAsync(token).ConfigureAwait(false);
        Note(chunk);
        if (_addresses.Count > 0 && _addresses.Count >= _index.PagesLeft)
            await PageAllAsync(token).ConfigureAwait(false);
        while (_ids.Count >= ServiceLimits.PageSize)
            await FindIdsAsync(token).ConfigureAwait(false);
        return Release();
    }

    /// <summary>Resolves what is left.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ContactMatch>> CompleteAsync(CancellationToken token)
    {
        while (_ids.Count > 0)
            await FindIdsAsync(token).ConfigureAwait(false);
        await FindAddressesAsync(token).ConfigureAwait(false);
        return Release();
    }

    private void Note(IReadOnlyList<ContactReference> chunk)
    {
        foreach (ContactReference asked in chunk)
        {
            if (asked.Id is int id && !_emails.ContainsKey(id))
                _ids.Add(id);
            else if (Key(asked) is ulong key && !_index.Knows(key))
                _addresses.Add(key);
        }
    }

    private async Task PageAllAsync(CancellationToken token)
    {
        await _index.ReadAllAsync(token).ConfigureAwait(false);
        _addresses.Clear();
    }

    private async Task FindIdsAsync(CancellationToken token)
    {
        List<int> wanted = _ids.Take(ServiceLimits.PageSize).ToList();
        foreach (Contact contact in await _contacts.IdsAsync(wanted, ContactParts.None, token).ConfigureAwait(false))
            _emails[contact.Id] = contact.Email.Trim();
        _ids.ExceptWith(wanted);
    }

    private async Task FindAddressesAsync(CancellationToken token)
    {
        Queue<string> wanted = new(_held.Where(asked => Key(asked) is ulong key && _addresses.Remove(key)).Select(asked => asked.Email!.Trim()));
        _addresses.Clear();
        object gate = new();
        await Task.WhenAll(Enumerable.Range(0, Math.Min(AtOnce, wanted.Count)).Select(_ => WorkAsync())).ConfigureAwait(false);

        async Task WorkAsync()
        {
            while (Next() is string email)
            {
                Contact? found = await _contacts.FindAsync(email, ContactParts.None, token).ConfigureAwait(false);
                lock (gate)
                {
                    if (found is not null)
                        _index.Add(email, found.Id);
                }
            }
        }

        string? Next()
        {
            lock (gate)
                return wanted.Count == 0 ? null : wanted.Dequeue();
        }
    }

    private List<ContactMatch> Release()
    {
        List<ContactMatch> matches = new(_held.Count);
        while (_held.Count > 0 && IsResolved(_held.Peek()))
            matches.Add(Match(_held.Dequeue()));
        if (_emails.Count > KeptEmails)
            Forget();
        return matches;
    }

    // What is held still needs its addresses; the others only cost memory.
    private void Forget()
    {
        HashSet<int> needed = [.. _held.Select(asked => asked.Id ?? 0)];
        foreach (int id in _emails.Keys.Where(id => !needed.Contains(id)).ToList())
            _emails.Remove(id);
    }

    private bool IsResolved(ContactReference asked) =>
        asked.Id is int id ? !_ids.Contains(id) : Key(asked) is not ulong key || !_addresses.Contains(key);

    private ContactMatch Match(ContactReference asked)
    {
        if (asked.Id is int id)
            return _emails.TryGetValue(id, out string? email) ? new ContactMatch(asked, id, email) : new ContactMatch(asked, null, asked.Email);
        return new ContactMatch(asked, Key(asked) is ulong key ? _index.Find(key) : null, asked.Email?.Trim());
    }

    private static ulong? Key(ContactReference asked) =>
        asked.Id is null && !string.IsNullOrWhiteSpace(asked.Email) ? ContactIndex.KeyOf(asked.Email!) : null;
}
