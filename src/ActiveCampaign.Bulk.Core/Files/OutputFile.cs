using System;
using System.IO;

namespace ActiveCampaign.Bulk.Core.Files;

/// <summary>Files to write that a user names.</summary>
internal static class OutputFile
{
    /// <summary>Makes sure that a path can be that of a file. Changes nothing.</summary>
    /// <exception cref="BulkException">FileUnwritable.</exception>
    public static void Check(string path)
    {
        if (Directory.Exists(path))
            throw Unwritable(path, Texts.IsFolder);
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw Unwritable(path, Texts.NoSuchFolder);
    }

    /// <summary>Makes sure that a file can come to a path, and that none is there which may not be replaced. Changes nothing.</summary>
    /// <exception cref="BulkException">FileUnwritable or FileExists.</exception>
    public static void CheckNew(string path, bool replaces)
    {
        Check(path);
        if (!replaces && File.Exists(path))
            throw new BulkException(BulkError.FileExists, Texts.FileExists(path), path);
    }

    /// <summary>Tries to write at a path, once it is certain that the activity starts. What is there stays as it is.</summary>
    /// <exception cref="BulkException">FileUnwritable.</exception>
    public static void Try(string path) => Guard(path, () =>
    {
        FileOptions options = File.Exists(path) ? FileOptions.None : FileOptions.DeleteOnClose;
        PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, options: options).Dispose();
    });

    /// <summary>Does something with a file; what fails is FileUnwritable.</summary>
    internal static void Guard(string path, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (Disk.IsFailure(e))
        {
            throw Unwritable(path, e.Message, e);
        }
    }

    private static BulkException Unwritable(string path, string why, Exception? inner = null) =>
        new(BulkError.FileUnwritable, Texts.FileUnwritable(path, why), path, inner);
}
