using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Held by the run that works under a name on an account; the system lets go of it when the process dies.</summary>
internal sealed class NameLock : IDisposable
{
    private const string FolderName = "names";

    private readonly FileStream _held;

    private NameLock(FileStream held)
    {
        _held = held;
    }

    /// <summary>Takes the name; null while somebody else has it.</summary>
    /// <exception cref="BulkException">The journal folder cannot be written.</exception>
    public static NameLock? TryHold(JournalStore store, string host, string name)
    {
        string folder = Path.Combine(Path.GetDirectoryName(store.FolderOf(host, "x"))!, FolderName);
        string path = Path.Combine(folder, FileName(name));
        try
        {
            HomeFolder.Make(folder);
            return FileLock.TryHold(path) is FileStream held ? new NameLock(held) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BulkException(BulkError.JournalUnwritable, Texts.JournalUnwritable(folder, e.Message), folder, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    private static string FileName(string name) => DigestOf(name) + ".lock";

    /// <summary>A file name that stands for a name, whatever its case: a name may hold characters that no file name can.</summary>
    internal static string DigestOf(string name)
    {
#if NET8_0_OR_GREATER
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(name.ToUpperInvariant()));
#else
        using SHA256 sha = SHA256.Create();
        byte[] hash = sha.ComputeHash(Encoding.UTF8.GetBytes(name.ToUpperInvariant()));
#endif
        return Hex.Of(hash).Substring(0, 24);
    }
}
