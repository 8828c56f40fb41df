using System.IO;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// An activity whose process was killed before its first line: nothing was sent. It is told from one whose journal was
/// emptied later by the file that is held, which says once the first line is there.
/// </summary>
internal static class UnbegunActivity
{
    /// <summary>Whether nothing was ever sent from a folder.</summary>
    public static bool Is(string folder)
    {
        return Directory.Exists(folder) && ActivityHeader.StartOf(Path.GetFileName(folder)) is not null
            && !Says(Path.Combine(folder, JournalFiles.Lock)) && !HasLine(Path.Combine(folder, JournalFiles.Main))
            && !Directory.EnumerateFiles(folder).Any(path => Path.GetFileName(path) is not (JournalFiles.Lock or JournalFiles.Main));
    }

    /// <summary>Removes the folder of one by its id; false where there is none, or somebody begins it now.</summary>
    public static bool Drop(JournalStore store, string activityId)
    {
        string? folder = store.HostFolders().Select(host => Path.Combine(host, activityId.Trim())).FirstOrDefault(Directory.Exists);
        return folder is not null && Drop(folder);
    }

    /// <summary>Removes its folder.</summary>
    internal static bool Drop(string folder)
    {
        using (FileStream? held = Is(folder) ? JournalStore.TryHold(folder) : null)
        {
            if (held is null)
                return false;
            File.Delete(Path.Combine(folder, JournalFiles.Main));
        }

        Directory.Delete(folder, recursive: true);
        return true;
    }

    private static bool Says(string path) => File.Exists(path) && new FileInfo(path).Length > 0;

    private static bool HasLine(string path) => File.Exists(path) && SegmentScanner.Lines(path).Any();
}
