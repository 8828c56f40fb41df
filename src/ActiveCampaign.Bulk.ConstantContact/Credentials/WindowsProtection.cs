using System;
using System.IO;
using System.Runtime.InteropServices;

namespace ActiveCampaign.Bulk.ConstantContact.Credentials;

/// <summary>
/// Windows' own protection of data: only the same user on the same machine reads it again. Called directly, as the package
/// that wraps it is another file to ship for two functions.
/// </summary>
internal static class WindowsProtection
{
    private const int NoQuestions = 1;

    /// <summary>Whether it is there.</summary>
    public static bool IsThere { get; } = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Protects bytes.</summary>
    /// <exception cref="IOException">The system does not.</exception>
    public static byte[] Protect(byte[] bytes) => Change(bytes, isBack: false);

    /// <summary>Reads them again.</summary>
    /// <exception cref="IOException">The system does not: they are another user's, or damaged.</exception>
    public static byte[] Unprotect(byte[] bytes) => Change(bytes, isBack: true);

    private static byte[] Change(byte[] bytes, bool isBack)
    {
        GCHandle pinned = GCHandle.Alloc(bytes, GCHandleType.Pinned);
        Blob result = default;
        try
        {
            Blob given = new() { Length = bytes.Length, Data = pinned.AddrOfPinnedObject() };
            bool isDone = isBack
                ? CryptUnprotectData(ref given, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, NoQuestions, ref result)
                : CryptProtectData(ref given, null, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, NoQuestions, ref result);
            if (!isDone)
                throw new IOException($"Windows does not {(isBack ? "read" : "protect")} it (error {Marshal.GetLastWin32Error()}).");
            byte[] changed = new byte[result.Length];
            Marshal.Copy(result.Data, changed, 0, result.Length);
            return changed;
        }
        finally
        {
            pinned.Free();
            if (result.Data != IntPtr.Zero)
                LocalFree(result.Data);
        }
    }

    [DllImport("crypt32.dll", SetLastError = true, CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CryptProtectData(ref Blob given, string? description, IntPtr entropy, IntPtr reserved, IntPtr prompt, int flags, ref Blob result);

    [DllImport("crypt32.dll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CryptUnprotectData(ref Blob given, IntPtr description, IntPtr entropy, IntPtr reserved, IntPtr prompt, int flags, ref Blob result);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr LocalFree(IntPtr memory);

    [StructLayout(LayoutKind.Sequential)]
    private struct Blob
    {
        public int Length;
        public IntPtr Data;
    }
}
