using System;
using System.Buffers.Binary;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Service.Lookup;

/// <summary>The addresses of an account with their ids, as far as they were read; digests alone, about 20 bytes each.</summary>
internal sealed class ContactIndex
{
    private readonly ContactReader _contacts;
    private readonly AddressBook _ids = new();
    private int _last;
    private long _total;
    private long _read;
    private bool _complete;

    public ContactIndex(ContactReader contacts)
    {
        _contacts = contacts;
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
        long pages = PagesLeft;
        try
        {
            for (long page = 1; !_complete; page++)
            {
                _contacts.Connection.Reading = new PageMark(page, Math.Max(page, pages));
                await ReadPageAsync(token).ConfigureAwait(false);
            }
        }
        finally
        {
            _contacts.Connection.Reading = null;
        }
    }

    private async Task ReadPageAsync(CancellationToken token)
    {
        ContactPage page = await _contacts.PageAsync(Routes.ContactsAfter(_last), ContactParts.None, token).ConfigureAwait(false);
        if (!IsStarted)
            _total = page.Total ?? 0;
        IsStarted = true;
        int before = _last;
        foreach (Contact contact in page.Contacts.Where(contact => contact.Id > before))
        {
            if (contact.Email.Trim().Length > 0)
                Add(contact.Email, contact.Id);
            _last = Math.Max(_last, contact.Id);
        }

        _read += page.Ids.Count;

        // A short page is the last one only where the service says that there is no more: nobody is gone because of it.
        _complete = page.Ids.Count == 0 || (page.Total is int all && page.Ids.Count >= all);
        if (!_complete && _last == before)
            throw new BulkException(BulkError.AnswerUnreadable, ServiceTexts.PagesRepeat, Routes.Contacts);
    }
}
