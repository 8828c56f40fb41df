using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>Writes contacts as they were to a file.</summary>
internal sealed class ContactBackup : IDisposable
{
    private readonly BackupFile _file;
    private readonly string _path;
    private int _undecided;
    private int _nameless;

    private ContactBackup(BackupFile file, string path)
    {
        _file = file;
        _path = path;
    }

    /// <summary>What of the contacts written so far no import brings back; null where it brings back everything.</summary>
    public string? Loss => _undecided + _nameless == 0 ? null : ServiceTexts.BackupLoss(MovedTo ?? _path, _undecided, _nameless);

    /// <summary>The file that takes the contacts, where the one that was named is not ours; else null.</summary>
    public string? MovedTo => _file.MovedTo;

    /// <summary>Makes ready; the file is written when there is something to write.</summary>
    public static async Task<ContactBackup> OpenAsync(AccountConnection connection, CallSettings settings, string activityId, CancellationToken token)
    {
        string path = settings.BackupPath!;
        CatalogReader reader = new(connection);
        AccountCatalog catalog = new(
            await reader.FieldsAsync(token).ConfigureAwait(false),
            await reader.ListsAsync(token).ConfigureAwait(false),
            await reader.TagsAsync(token).ConfigureAwait(false));
        BackupForm form = new(path, catalog, connection.Host, settings.SafeBackup);
        return new ContactBackup(new BackupFile(path, Beside(settings, activityId), form, catalog), path);
    }

    /// <summary>The file in which a backup grows until it takes another one's place; null where it grows in its own.</summary>
    public static string? Beside(CallSettings settings, string activityId)
    {
        if (!settings.ReplaceBackup || settings.BackupPath is not string path)
            return null;

        // A run that goes on adds to what it has begun; once that is in its place, it is that file it adds to.
        string beside = ExportFiles.Partial(path, activityId);
        return File.Exists(settings.AppendBackup ? beside : path) ? beside : null;
    }

    public void Prepare() => _file.Prepare();

    /// <summary>Writes contacts; they are on the disk when it returns. Used by one thread at a time.</summary>
    public void Write(IReadOnlyCollection<Contact> contacts)
    {
        _file.Write(contacts);
        _undecided += contacts.Count(contact => contact.Lists.Values.Any(state => state is not (ContactStatus.Active or ContactStatus.Unsubscribed)));
        _nameless += contacts.Count(contact => contact.Email.Length == 0);
    }

    public void Complete(bool anyDeleted) => _file.Complete(anyDeleted);

    public void Dispose() => _file.Dispose();
}
