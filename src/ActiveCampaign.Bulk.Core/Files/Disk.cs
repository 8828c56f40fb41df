using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using Microsoft.Win32.SafeHandles;

namespace ActiveCampaign.Bulk.Core.Files;

/// <summary>
/// Gets what is written onto the disk, and fails where it is not there: on Linux the runtime's own flush passes over an
/// error of the disk, and a new name is only there after a power cut when its folder was flushed too.
/// </summary>
internal static class Disk
{
    private const int Interrupted = 4;
    private const int Denied = 13;
    private const int Invalid = 22;
    private const int ReadOnly = 30;

    private static readonly bool s_isWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);
    private static readonly bool s_isLinux = RuntimeInformation.IsOSPlatform(OSPlatform.Linux);

    /// <summary>For tests: the error of the disk for a file or folder, 0 where it has none.</summary>
    internal static AsyncLocal<Func<string, int>?> Fails { get; } = new();

    /// <summary>Whether a file could not be read or written. The runtime calls one that may not grow an argument out of range.</summary>
    public static bool IsFailure(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" };

    /// <summary>The error for a failure of the disk that nobody on the way has a better one for; every other failure as it is.</summary>
    public static Exception Explain(Exception e) => IsFailure(e)
        ? new BulkException(BulkError.DiskFailed, Texts.DiskFailed(e is ArgumentException ? Texts.MayNotGrow : e.Message), innerException: e)
        : e;

    /// <summary>All that was written to a file is on the disk when it returns.</summary>
    /// <exception cref="IOException">The disk does not say so.</exception>
    public static void Flush(FileStream file)
    {
        // The runtime knows what makes a disk of macOS write; it says nothing of a failure there either.
        file.Flush(flushToDisk: !s_isLinux);
        if (!s_isWindows)
            Check(() => FSync(file.SafeFileHandle), file.Name);
    }

    /// <summary>The names of a folder's files are on the disk when it returns. Windows sees to that by itself.</summary>
    /// <exception cref="IOException">The disk does not say so.</exception>
    public static void FlushFolder(string folder)
    {
        if (s_isWindows)
            return;
        byte[] path = Encoding.UTF8.GetBytes(folder + "\0");
        int opened = -1;
        int error = Call(() => opened = Open(path, 0));

        // A folder that takes files and shows none cannot be opened, and what is in it is the user's own.
        if (error == Denied)
            return;
        ThrowOn(error, folder);
        using SafeFileHandle handle = new((IntPtr)opened, ownsHandle: true);
        Check(() => FSync(handle), folder);
    }

    /// <summary>The name of a file that was made is on the disk when it returns.</summary>
    /// <exception cref="IOException">The disk does not say so.</exception>
    public static void FlushFolderOf(string path) => FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);

    // Pipes and some network folders know no flush: there is nothing more to be had from them.
    private static void Check(Func<int> call, string path)
    {
        int error = Fails.Value?.Invoke(path) ?? 0;
        error = error == 0 ? Call(call) : error;
        if (error is not (Invalid or ReadOnly) && error != NotSupported)
            ThrowOn(error, path);
    }

    private static int NotSupported => s_isLinux ? 95 : 45;

    private static int Call(Func<int> call)
    {
        while (true)
        {
            if (call() >= 0)
                return 0;
            int error = Marshal.GetLastWin32Error();
            if (error != Interrupted)
                return error;
        }
    }

    private static void ThrowOn(int error, string path)
    {
        if (error != 0)
            throw new IOException(Texts.NotOnDisk(path, error), error);
    }

#pragma warning disable SYSLIB1054 // The generated form is not there for netstandard2.0.
    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FSync(SafeFileHandle file);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
#pragma warning restore SYSLIB1054
}
