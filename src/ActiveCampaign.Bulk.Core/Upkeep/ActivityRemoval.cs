using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using ActiveCampaign.Bulk.Core.Baselines;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Upkeep;

/// <summary>Removes all that the journal has on an activity.</summary>
internal static class ActivityRemoval
{
    /// <summary>Makes sure that an activity may be removed.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="force">Whether it may be forgotten with rows that are not settled.</param>
    /// <exception cref="BulkException">Somebody is at work on it, or it has such rows.</exception>
    public static void Check(ActivitySnapshot activity, bool force)
    {
        string id = activity.Header.Id;
        if (activity.State == ActivityState.Running)
            throw new BulkException(BulkError.ActivityRunning, Texts.ActivityRunning(id), id);
        if (!force && !activity.IsExpired && (ActivityGate.IsOpen(activity) || activity.Pending + activity.Unknown > activity.Erased))
            throw new BulkException(BulkError.ActivityOpen, Texts.RemovesOpen(id, activity.Pending + activity.Unknown + activity.NotSent - activity.Erased), id);
    }

    /// <summary>Removes an activity's folder.</summary>
    /// <exception cref="BulkException">Somebody is at work on it, or it cannot be removed.</exception>
    public static void Remove(string folder) => Remove(folder, default);

    /// <summary>The same; what it waits for others ends with a token.</summary>
    public static void Remove(string folder, CancellationToken token)
    {
        string id = Path.GetFileName(folder);
        try
        {
            if (JournalStore.IsLink(folder))
            {
                RemoveLink(folder);
                return;
            }

            using IDisposable? kept = BaselineKeeper.Keep(folder, token);
            using (FileStream held = JournalStore.TryHold(folder) ?? throw new BulkException(BulkError.ActivityRunning, Texts.ActivityRunning(id), id))
                RemoveFiles(folder);
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BulkException(BulkError.JournalUnwritable, Texts.JournalUnwritable(folder, e.Message), folder, e);
        }
    }

    // What it leads to is not ours to remove.
    private static void RemoveLink(string folder)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            Directory.Delete(folder);
        else
            File.Delete(folder);
    }

    // The main file last: without it nobody would find what a kill leaves.
    private static void RemoveFiles(string folder)
    {
        ExportFiles.Remove(folder);
        foreach (string path in Directory.EnumerateFiles(folder).OrderBy(path => Path.GetFileName(path) == JournalFiles.Main).ToList())
        {
            if (Path.GetFileName(path) != JournalFiles.Lock)
                File.Delete(path);
        }
    }
}
