using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Exclusion;

/// <summary>
/// A text file of people who must not come back: a line each, the SHA-256 of the address in the form that
/// addresses are compared in, in UTF-8, as lower-case hex. Lines are added; what is there stays. Not safe for several threads at once; it sees to that.
/// </summary>
internal sealed class SuppressionFile : IDisposable
{
    private readonly object _gate = new();
    private readonly string _path;
    private FileStream? _file;

    public SuppressionFile(string path)
    {
        _path = path;
    }

    /// <summary>Adds people; they are on the disk when it returns.</summary>
    /// <exception cref="BulkException">FileUnwritable.</exception>
    public void Add(IEnumerable<string> emails)
    {
        StringBuilder lines = new();
        foreach (string email in emails)
            lines.Append(HashOf(email)).Append('\n');
        byte[] bytes = Encoding.ASCII.GetBytes(lines.ToString());
        lock (_gate)
            OutputFile.Guard(_path, () => Write(bytes));
    }

    /// <summary>The hash that stands for an address.</summary>
    public static string HashOf(string email)
    {
        byte[] address = Encoding.UTF8.GetBytes(AddressForm.Of(email));
#if NET8_0_OR_GREATER
        return Hex.Of(SHA256.HashData(address));
#else
        using SHA256 sha = SHA256.Create();
        return Hex.Of(sha.ComputeHash(address));
#endif
    }

    public void Dispose()
    {
        lock (_gate)
            _file?.Dispose();
    }

    private void Write(byte[] bytes)
    {
        if (_file is null)
        {
            _file = PrivateFile.Open(_path, FileMode.Append, FileAccess.Write, FileShare.Read);
            Disk.FlushFolderOf(_path);
            JournalRepair.EndLastLine(_file);
        }

        _file.Write(bytes, 0, bytes.Length);
        Disk.Flush(_file);
    }
}
