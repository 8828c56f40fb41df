using System;
using System.IO;
using System.Text;

namespace ActiveCampaign.Bulk.Core.Files;

/// <summary>
/// Makes files and folders that the user alone can read, whatever the umask. Below the root that <c>AC_BULK_HOME</c>
/// names, which several accounts may share, rights are the system's business; on Windows they come from the folder.
/// </summary>
internal static class PrivateFile
{
#if NET8_0_OR_GREATER
    private const UnixFileMode FileMode600 = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode700 = FileMode600 | UnixFileMode.UserExecute;
#endif

    /// <summary>Opens a file, and makes it private where it makes it. One that is there keeps its rights.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize = 4096, FileOptions options = FileOptions.None)
    {
#if NET8_0_OR_GREATER
        if (!OperatingSystem.IsWindows() && mode is FileMode.Create or FileMode.CreateNew or FileMode.OpenOrCreate or FileMode.Append && !IsShared(path))
        {
            return new FileStream(path, new FileStreamOptions
            {
                Mode = mode,
                Access = access,
                Share = share,
                BufferSize = bufferSize,
                Options = options,
                UnixCreateMode = FileMode600,
            });
        }
#endif
        return new FileStream(path, mode, access, share, bufferSize, options);
    }

    /// <summary>Makes a file that is not there; what is in it is on the disk when it returns.</summary>
    public static void Create(string path, byte[] bytes)
    {
        using FileStream file = Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        file.Write(bytes, 0, bytes.Length);
        Disk.Flush(file);
    }

    /// <summary>Writes a file anew, on the disk when it returns; a kill leaves the old one or the new one whole.</summary>
    public static void WriteAllText(string path, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        WholeFile.Write(path, file => file.Write(bytes, 0, bytes.Length), "." + Guid.NewGuid().ToString("N").Substring(0, 8));
    }

    /// <summary>Makes a folder with all that it lies in; on the disk when it returns.</summary>
    public static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        if (Path.GetDirectoryName(folder) is not string above)
            throw new DirectoryNotFoundException(Texts.NoSuchFolder);
        MakeFolder(above);
#if NET8_0_OR_GREATER
        if (!OperatingSystem.IsWindows() && !IsShared(folder))
            Directory.CreateDirectory(folder, FolderMode700);
        else
#endif
            Directory.CreateDirectory(folder);
        Disk.FlushFolder(above);
    }

    /// <summary>Takes the rights of others away from a folder of ours and all that is in it, as it may have been made by an earlier version.</summary>
    public static void Tighten(string folder)
    {
#if NET8_0_OR_GREATER
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder))
            return;
        Tighten(new DirectoryInfo(folder), FolderMode700);
        foreach (FileSystemInfo entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
            Tighten(entry, entry is DirectoryInfo ? FolderMode700 : FileMode600);
#endif
    }

#if NET8_0_OR_GREATER
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void Tighten(FileSystemInfo entry, UnixFileMode mode)
    {
        try
        {
            if (entry.LinkTarget is null && (entry.UnixFileMode & ~mode) != UnixFileMode.None)
                entry.UnixFileMode = mode;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone since it was listed, or somebody else's.
        }
    }
#endif

    private static bool IsShared(string path) =>
        HomeFolder.Named is string root
        && (Path.GetFullPath(path) + Path.DirectorySeparatorChar).StartsWith(Path.GetFullPath(root).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
