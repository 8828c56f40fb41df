using System;
using System.IO;

namespace ActiveCampaign.Bulk.Core.Files;

/// <summary>Opens what is read.</summary>
internal static class SourceFile
{
    /// <summary>The file, open for reading from its first byte to its last.</summary>
    /// <exception cref="BulkException">FileNotFound, FileUnreadable.</exception>
    public static FileStream Open(string path)
    {
        try
        {
            if (Directory.Exists(path))
                throw new BulkException(BulkError.FileUnreadable, Texts.PathIsFolder(path), path);
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BulkException(BulkError.FileNotFound, Texts.FileNotFound(path), path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BulkException(BulkError.FileUnreadable, Texts.FileUnreadable(path, e.Message), path, e);
        }
    }
}
