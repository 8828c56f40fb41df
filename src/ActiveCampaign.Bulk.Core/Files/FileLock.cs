using System;
using System.IO;
using System.Threading;

namespace ActiveCampaign.Bulk.Core.Files;

/// <summary>A file that one process at a time holds; the system lets go of it when the process dies.</summary>
internal static class FileLock
{
    private const int WaitMilliseconds = 10;

    /// <summary>Takes the file, made where there is none; null while somebody else has it. Dispose what you get.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static FileStream? TryHold(string path)
    {
        try
        {
            return PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>Waits until nobody else has the file, whoever holds it needs moments. Dispose what you get.</summary>
    /// <exception cref="IOException">It cannot be made, or somebody keeps it.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static FileStream Hold(string path, int tries, CancellationToken token = default)
    {
        for (; tries > 1; tries--)
        {
            if (TryHold(path) is FileStream held)
                return held;
            token.WaitHandle.WaitOne(WaitMilliseconds);
            token.ThrowIfCancellationRequested();
        }

        return PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>Whether somebody holds a file that is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="access">What is asked for: a file of another user, who shares the folder, can only be read.</param>
    public static bool IsHeld(string path, FileAccess access)
    {
        try
        {
            using FileStream stream = new(path, FileMode.Open, access, FileShare.None);
            return false;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>Whether a file could not be opened because somebody else has it for himself: sharing or lock violation on Windows, EAGAIN on Linux and on macOS.</summary>
    public static bool IsHeld(IOException e) => e.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021) or 11 or 35;
}
