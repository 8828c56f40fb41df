using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core.Files;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// Sees to it that contact data leaves the journals ten days after the run that wrote it, whatever became of its rows.
/// It passes over what somebody is at work on, and never fails.
/// </summary>
internal static class JournalKeeper
{
    /// <summary>How long contact data is kept at the most.</summary>
    public static TimeSpan Keeps { get; } = TimeSpan.FromDays(10);

    /// <summary>How long after it was first seen that the time of a journal has come its contact data goes.</summary>
    public static TimeSpan Waits { get; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Takes contact data out of all journals whose time has come, by a clock that is right; returns how many these were.
    /// </summary>
    /// <param name="store">Where journals lie.</param>
    /// <param name="now">The time.</param>
    public static int Sweep(JournalStore store, DateTimeOffset now) => Sweep(store, now, isCertain: true);

    /// <summary>
    /// The same by a clock that may be wrong for once: contact data goes when its time had come a day ago too, so that
    /// nothing is lost because the machine's clock ran ahead.
    /// </summary>
    /// <param name="store">Where journals lie.</param>
    /// <param name="now">The time.</param>
    public static int SweepSeenTwice(JournalStore store, DateTimeOffset now) => Sweep(store, now, isCertain: false);

    private static int Sweep(JournalStore store, DateTimeOffset now, bool isCertain)
    {
        try
        {
            return store.Folders().Count(folder => !JournalStore.IsLink(folder) && Sweep(folder, now, isCertain));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The root cannot be read: whoever needs it says so.
            return 0;
        }
    }

    private static bool Sweep(string folder, DateTimeOffset now, bool isCertain)
    {
        try
        {
            if (ActivityHeader.StartOf(Path.GetFileName(folder)) is DateTimeOffset started && now - started < Keeps)
            {
                File.Delete(Path.Combine(folder, JournalFiles.Due));
                return false;
            }

            if (IsMarked(folder))
                return false;
            using FileStream? held = JournalStore.TryHold(folder);
            return held is not null && SweepHeld(folder, now, isCertain);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not ours to write: its owner's next command does it.
            return false;
        }
    }

    private static bool SweepHeld(string folder, DateTimeOffset now, bool isCertain)
    {
        JournalState? journal = TryLoad(folder);
        if (now - LastRun(folder, journal) < Keeps || !(isCertain || WasDue(folder, now)))
            return false;
        if (journal?.Build(running: false) is ActivitySnapshot { IsExpired: false } activity && activity.Pending + activity.Unknown + activity.NotSent + activity.Owed > 0)
            NoteExpired(folder, journal, now);
        KeepDigests(folder);
        ContactFiles.RemoveAll(folder);
        Mark(folder);
        File.Delete(Path.Combine(folder, JournalFiles.Due));
        return true;
    }

    // A clock that ran ahead leaves a mark of a time that has not come yet.
    private static bool WasDue(string folder, DateTimeOffset now)
    {
        string path = Path.Combine(folder, JournalFiles.Due);
        if (File.Exists(path)
            && DateTimeOffset.TryParse(File.ReadAllText(path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset first) && first <= now)
        {
            return now - first >= Waits;
        }

        PrivateFile.WriteAllText(path, now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        return false;
    }

    // The rows of a batch that only its own line has would be forgotten with it.
    private static void NoteExpired(string folder, JournalState journal, DateTimeOffset now)
    {
        ContactFiles.Append(folder, journal.Batches.Where(batch => !batch.HasRowsNoted && batch.Rows.Length > 0).Select(batch => batch.ToEvent()).Append<ActivityEvent>(new ContactDataExpired(now)));
    }

    // Later runs compare with them, and they hold no contact data.
    private static void KeepDigests(string folder)
    {
        foreach (string segment in ContactFiles.Segments(folder).ToList())
            ContactFiles.Append(folder, JournalReader.RefsIn(segment).Select(refs => new DigestsKept(refs.Batch, refs.Rows.Rows, refs.Rows.Digests)));
    }

    private static JournalState? TryLoad(string folder)
    {
        try
        {
            return JournalReader.Load(folder);
        }
        catch (Exception e) when (e is BulkException)
        {
            // Damaged: nobody can go on with it, and its contact data goes all the same.
            return null;
        }
    }

    private static DateTimeOffset LastRun(string folder, JournalState? journal) =>
        journal?.LastRunAt ?? ActivityHeader.StartOf(Path.GetFileName(folder)) ?? File.GetLastWriteTimeUtc(Path.Combine(folder, JournalFiles.Main));

    // Whatever is added to the journal later makes it longer.
    private static bool IsMarked(string folder)
    {
        string path = Path.Combine(folder, JournalFiles.Swept);
        return File.Exists(path) && File.ReadAllText(path) == Length(folder);
    }

    private static void Mark(string folder) => PrivateFile.WriteAllText(Path.Combine(folder, JournalFiles.Swept), Length(folder));

    private static string Length(string folder) =>
        new FileInfo(Path.Combine(folder, JournalFiles.Main)) is { Exists: true } main ? main.Length.ToString(CultureInfo.InvariantCulture) : string.Empty;
}
