using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Service.Catalog;
using ActiveCampaign.Bulk.Service.Export;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>
/// Writes contacts as they were to a file. Nobody stands in it twice, and what is not ours is neither changed nor added
/// to: then a file beside it takes the contacts. One that is to be replaced stays until the new one is whole and
/// somebody was deleted.
/// </summary>
internal sealed class ContactBackup : IDisposable
{
    private readonly string _target;
    private readonly string? _beside;
    private readonly BackupForm _form;
    private volatile string _path;
    private FileStream? _file;
    private Dictionary<int, (long Offset, int Length)> _places = [];
    private bool _isChecked;
    private int _undecided;
    private int _nameless;

    private ContactBackup(string target, string? beside, BackupForm form)
    {
        _target = target;
        _beside = beside;
        _form = form;
        _path = beside ?? target;
    }

    /// <summary>What of the contacts written so far no import brings back; null where it brings back everything.</summary>
    public string? Loss => _undecided + _nameless == 0 ? null : ServiceTexts.BackupLoss(MovedTo ?? _target, _undecided, _nameless);

    /// <summary>The file that takes the contacts in place of one that is not ours; null while there is none.</summary>
    public string? MovedTo => _path == (_beside ?? _target) ? null : _path;

    /// <summary>Makes ready; the file is written when there is something to write.</summary>
    public static async Task<ContactBackup> OpenAsync(AccountConnection connection, CallSettings settings, string activityId, CancellationToken token)
    {
        string path = settings.BackupPath!;
        CatalogReader reader = new(connection);
        AccountCatalog catalog = new(
            await reader.FieldsAsync(token).ConfigureAwait(false),
            await reader.ListsAsync(token).ConfigureAwait(false),
            await reader.TagsAsync(token).ConfigureAwait(false));
        return new ContactBackup(path, Beside(settings, activityId), new BackupForm(path, catalog, connection.Host, settings.SafeBackup));
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

    /// <summary>Makes ready: writing is tried, and what is to be replaced is known to be from here on.</summary>
    /// <exception cref="BulkException">FileUnwritable.</exception>
    public void Prepare()
    {
        if (_beside is null)
            OutputFile.Try(_target);
        else
            OutputFile.Guard(_path, () => _file ??= Open());
    }

    /// <summary>Writes contacts; they are on the disk when it returns, and the first ones were read back as an import reads them.</summary>
    /// <exception cref="BulkException">FileUnwritable.</exception>
    public void Write(IReadOnlyCollection<Contact> contacts)
    {
        OutputFile.Guard(_path, () => Add(contacts));
        _undecided += contacts.Count(contact => contact.Lists.Values.Any(state => state is not (ContactStatus.Active or ContactStatus.Unsubscribed)));
        _nameless += contacts.Count(contact => contact.Email.Length == 0);
    }

    /// <summary>Everybody is in it who was to be deleted: it takes the place of the one that is replaced, or goes where nobody was.</summary>
    /// <exception cref="BulkException">FileUnwritable.</exception>
    public void Complete(bool anyDeleted)
    {
        if (_beside is null || !File.Exists(_beside))
            return;
        try
        {
            _file ??= Open();
            bool replaces = anyDeleted && _places.Count > 0;
            Dispose();
            if (!replaces)
                File.Delete(_beside);
            else
                WholeFile.Move(_beside, _target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BulkException(BulkError.FileUnwritable, ServiceTexts.BackupNotReplaced(_target, _beside, e.Message), _target, e);
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private void Add(IReadOnlyCollection<Contact> contacts)
    {
        _file ??= Open();
        List<(int Id, string Line)> lines = contacts.Select(contact => (contact.Id, Line: _form.Line(contact))).Where(line => !Holds(line.Id, line.Line)).ToList();
        if (lines.Exists(line => _places.ContainsKey(line.Id)))
            LeaveOut([.. lines.Select(line => line.Id)]);
        foreach ((int id, string line) in lines)
            Append(id, line);
        Disk.Flush(_file);
        if (_isChecked)
            return;

        // The reader wants the file for itself.
        Dispose();
        BackupCheck.Verify(_path, _form, contacts);
        _file = Open();
        _isChecked = true;
    }

    private FileStream Open()
    {
        _path = FindPath();
        FileStream file = PrivateFile.Open(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            BackupScan scan = BackupScan.Read(file, _form);
            _places = scan.Places;
            file.SetLength(scan.End);
            file.Seek(0, SeekOrigin.End);
            byte[] header = Encoding.UTF8.GetBytes(_form.Header);
            if (scan.End == 0)
                file.Write(header, 0, header.Length);
            Disk.FlushFolderOf(_path);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // What other programs wrote, or other columns, since the account has other fields by now, are left as they are.
    private string FindPath()
    {
        for (int number = 1; ; number++)
        {
            string path = number == 1 && _beside is not null ? _beside : RejectPaths.Numbered(_target, number);
            if (!File.Exists(path))
                return path;
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            if (BackupScan.Read(file, _form).IsOurs)
                return path;
        }
    }

    private bool Holds(int id, string line)
    {
        if (!_places.TryGetValue(id, out (long Offset, int Length) place))
            return false;
        return Encoding.UTF8.GetString(ReadRecord(place)) == line;
    }

    private byte[] ReadRecord((long Offset, int Length) place)
    {
        byte[] bytes = new byte[place.Length];
        _file!.Seek(place.Offset, SeekOrigin.Begin);
        for (int read = 0; read < bytes.Length;)
        {
            int more = _file.Read(bytes, read, bytes.Length - read);
            read += more > 0 ? more : throw new EndOfStreamException();
        }

        _file.Seek(0, SeekOrigin.End);
        return bytes;
    }

    // Whoever was in it and comes again was not deleted: what is newer counts.
    private void LeaveOut(HashSet<int> ids)
    {
        WholeFile.Write(_path, file =>
        {
            byte[] header = Encoding.UTF8.GetBytes(_form.Header);
            file.Write(header, 0, header.Length);
            foreach (KeyValuePair<int, (long Offset, int Length)> place in _places.Where(place => !ids.Contains(place.Key)).OrderBy(place => place.Value.Offset).ToList())
                file.Write(ReadRecord(place.Value), 0, place.Value.Length);
            Dispose();
        });
        _file = Open();
    }

    private void Append(int id, string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        _places[id] = (_file!.Position, bytes.Length);
        _file.Write(bytes, 0, bytes.Length);
    }
}
