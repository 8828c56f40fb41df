using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Catalog;
using ActiveCampaign.Bulk.Core.Http;

namespace ActiveCampaign.Bulk.Core.Calls;

/// <summary>Reads contacts from an account and writes them to a file.</summary>
internal sealed class ContactBackup : IContactBackup
{
    private readonly BackupReader _reader;
    private readonly BackupFile _file;

    private ContactBackup(BackupReader reader, BackupFile file)
    {
        _reader = reader;
        _file = file;
    }

    /// <summary>Makes ready; the file is written when there is something to write.</summary>
    public static async Task<ContactBackup> OpenAsync(AccountConnection connection, string path, CancellationToken token)
    {
        CatalogReader reader = new(connection);
        AccountCatalog catalog = new(
            await reader.FieldsAsync(token).ConfigureAwait(false),
            await reader.ListsAsync(token).ConfigureAwait(false),
            await reader.TagsAsync(token).ConfigureAwait(false));
        return new ContactBackup(new BackupReader(connection, catalog), BackupFile.For(path, catalog.Fields));
    }

    public Task<IReadOnlyList<BackupContact>> ReadAsync(IReadOnlyList<int> ids, CancellationToken token) => _reader.ReadAsync(ids, token);

    public void Write(IEnumerable<BackupContact> contacts) => _file.Write(contacts);

    public void Dispose() => _file.Dispose();
}
