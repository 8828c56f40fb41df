using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Catalog;
using ActiveCampaign.Bulk.Core.Rejects;

namespace ActiveCampaign.Bulk.Core.Calls;

/// <summary>
/// The file of a backup, in one of its forms. Half a contact that a kill has left at its end is cut off first: it was not
/// deleted.
/// </summary>
internal abstract class BackupFile : IDisposable
{
    private readonly string _path;
    private FileStream? _file;

    protected BackupFile(string path)
    {
        _path = path;
    }

    /// <summary>JSON lines where the name ends so, else CSV.</summary>
    public static BackupFile For(string path, IReadOnlyList<FieldDefinition> fields) =>
        Path.GetExtension(path).Equals(".jsonl", StringComparison.OrdinalIgnoreCase) ? new JsonBackupFile(path, fields) : new CsvBackupFile(path, fields);

    /// <summary>Writes contacts; they are on the disk when it returns.</summary>
    /// <exception cref="BulkException">FileUnwritable.</exception>
    public void Write(IEnumerable<BackupContact> contacts)
    {
        StringBuilder text = new();
        RejectPaths.Guard(_path, () =>
        {
            _file ??= Open();
            foreach (BackupContact contact in contacts)
                Append(text, contact);
            byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
            _file.Write(bytes, 0, bytes.Length);
            _file.Flush(flushToDisk: true);
        });
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>What a new file begins with.</summary>
    protected abstract string Header { get; }

    /// <summary>Where the last whole contact of a file ends.</summary>
    protected abstract long FindEnd(Stream file);

    /// <summary>Adds a contact's text.</summary>
    protected abstract void Append(StringBuilder text, BackupContact contact);

    private FileStream Open()
    {
        FileStream file = new(PathToWrite(), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        file.SetLength(FindEnd(file));
        if (file.Length == 0)
        {
            byte[] header = Encoding.UTF8.GetBytes(Header);
            file.Write(header, 0, header.Length);
        }

        file.Seek(0, SeekOrigin.End);
        return file;
    }

    // A file with other columns, since the account has other fields by now, is left as it is; the next one takes ours.
    private string PathToWrite()
    {
        for (int number = 1; ; number++)
        {
            string path = RejectPaths.Numbered(_path, number);
            if (!File.Exists(path) || new FileInfo(path).Length == 0 || BeginsWithHeader(path))
                return path;
        }
    }

    private bool BeginsWithHeader(string path)
    {
        byte[] header = Encoding.UTF8.GetBytes(Header);
        byte[] begin = new byte[header.Length];
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        int read = file.Read(begin, 0, begin.Length);
        return read == header.Length && begin.SequenceEqual(header);
    }
}
