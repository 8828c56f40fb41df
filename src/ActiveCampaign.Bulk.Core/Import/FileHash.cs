using System;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>The SHA-256 of a file.</summary>
internal static class FileHash
{
    private const int ChunkSize = 1024 * 1024;

    /// <summary>Reads the file once; lower-case hex.</summary>
    /// <exception cref="BulkException">It cannot be read.</exception>
    public static async Task<string> OfAsync(string path, CancellationToken token)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, useAsync: true);
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] buffer = new byte[ChunkSize];
            int read;
#if NET8_0_OR_GREATER
            while ((read = await stream.ReadAsync(buffer, token).ConfigureAwait(false)) > 0)
#else
            while ((read = await stream.ReadAsync(buffer, 0, buffer.Length, token).ConfigureAwait(false)) > 0)
#endif
                hash.AppendData(buffer, 0, read);
            return Hex.Of(hash.GetHashAndReset());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BulkException(BulkError.FileUnreadable, Texts.FileUnreadable(path, e.Message), path, e);
        }
    }
}
