using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>The addresses of an account with their ids, as far as they were read; digests alone, about 20 bytes each.</summary>
internal sealed class ContactIndex
{
    private readonly AccountConnection _connection;
    private readonly AddressBook _ids = new();
    private int _last;
    private long _total;
    private long _read;
    private bool _complete;

    public ContactIndex(AccountConnection connection)
    {
        _connection = connection;
    }

    /// <summary>Whether the first page was read, which tells how many there are.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Calls that the rest of the account takes.</summary>
    public long PagesLeft => _complete ? 0 : Math.Max(1, (_total - _read + ServiceLimits.PageSize - 1) / ServiceLimits.PageSize);

    public static ulong KeyOf(string email)
    {
        using SHA256 sha = SHA256.Create();
        return BinaryPrimitives.ReadUInt64LittleEndian(sha.ComputeHash(Encoding.UTF8.GetBytes(AddressForm.Of(email))));
    }

    /// <summary>Whether nothing is left to ask for an address.</summary>
    public bool Knows(ulong key) => _complete || _ids.TryGet(key, out _);

    public int? Find(ulong key) => _ids.TryGet(key, out int id) ? id : null;

    public void Add(string email, int id) => _ids.Set(KeyOf(email), id);

    public Task StartAsync(CancellationToken token) => _complete ? Task.CompletedTask : ReadPageAsync(token);

    public async Task ReadAllAsync(CancellationToken token)
    {
        while (!_complete)
            await ReadPageAsync(token).ConfigureAwait(false);
    }

    /// <summary>The contacts with these ids, a hundred at the most, that the account has.</summary>
    public Task<List<(int Id, string Email)>> ReadIdsAsync(IEnumerable<int> ids, CancellationToken token) =>
        _connection.ReadAsync(Routes.ContactsByIds(ids), Contacts, token);

    private async Task ReadPageAsync(CancellationToken token)
    {
        (List<(int Id, string Email)> page, long? total) = await _connection.ReadAsync(
            Routes.ContactsAfter(_last), root => (Contacts(root), Total(root)), token).ConfigureAwait(false);
        if (!IsStarted)
            _total = total ?? 0;
        IsStarted = true;
        int before = _last;
        foreach ((int id, string email) in page.Where(contact => contact.Id > before))
        {
            if (email.Length > 0)
                Add(email, id);
            _last = Math.Max(_last, id);
        }

        _read += page.Count;

        // A short page is the last one only where the service says that there is no more: nobody is gone because of it.
        _complete = page.Count == 0 || (total is long all && page.Count >= all);
        if (!_complete && _last == before)
            throw new BulkException(BulkError.AnswerUnreadable, Texts.PagesRepeat, Routes.Contacts);
    }

    private static List<(int Id, string Email)> Contacts(JsonElement root) => root.GetProperty("contacts").EnumerateArray()
        .Select(contact => (WireText.ReadInt(contact, "id") ?? 0, WireText.Read(contact, "email")?.Trim() ?? string.Empty))
        .ToList();

    private static long? Total(JsonElement root) => root.TryGetProperty("meta", out JsonElement meta) ? WireText.ReadInt(meta, "total") : null;
}
