using System;
using System.IO;

namespace ActiveCampaign.Bulk.Core.Files;

/// <summary>Tells whether two paths lead to one file, whatever way each takes: another spelling, a symbolic or a hard link.</summary>
internal static class SameFile
{
    /// <summary>Whether both paths mean the same file. Neither needs to be there.</summary>
    public static bool Is(string one, string other)
    {
        string first = Path.GetFullPath(one);
        string second = Path.GetFullPath(other);
        if (string.Equals(first, second, StringComparison.Ordinal))
            return true;
        if (!File.Exists(first) || !File.Exists(second))
            return false;
        return Excludes(first, second) ?? Excludes(second, first) ?? IsSameTarget(first, second);
    }

    // A file that is held alone cannot be opened a second time, by whichever name: every system sees to that, and knows
    // best what one file is. Null where it does not tell, since somebody else has one of them open.
    private static bool? Excludes(string held, string other)
    {
        if (!CanOpen(other))
            return null;
        try
        {
            using FileStream alone = new(held, FileMode.Open, FileAccess.Read, FileShare.None);
            return !CanOpen(other);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool CanOpen(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read).Dispose();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsSameTarget(string first, string second) =>
        string.Equals(Target(first), Target(second), StringComparison.OrdinalIgnoreCase);

    private static string Target(string path)
    {
#if NET8_0_OR_GREATER
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (IOException)
        {
            return path;
        }
#else
        return path;
#endif
    }
}
