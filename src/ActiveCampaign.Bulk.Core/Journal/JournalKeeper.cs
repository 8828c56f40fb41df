using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using ActiveCampaign.Bulk.Core.Files;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// Sees to it that contact data leaves the journals ten days after the run that wrote it, whatever became of its rows.
/// It passes over what somebody is at work on, and never fails.
/// </summary>
public static class JournalKeeper
{
    /// <summary>How long contact data is kept at the most.</summary>
    public static TimeSpan Keeps { get; } = TimeSpan.FromDays(10);

    /// <summary>Takes contact data out of all journals whose time has come; returns how many these were.</summary>
    /// <param name="store">Where journals lie.</param>
    /// <param name="now">The time.</param>
    public static int Sweep(JournalStore store, DateTimeOffset now)
    {
        if (store is null)
            throw new ArgumentNullException(nameof(store));
        try
        {
            return store.Folders().Count(folder => Sweep(folder, now));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The root cannot be read: whoever needs it says so.
            return 0;
        }
    }

    private static bool Sweep(string folder, DateTimeOffset now)
    {
        if (ActivityHeader.StartOf(Path.GetFileName(folder)) is DateTimeOffset started && now - started < Keeps)
            return false;
        try
        {
            if (IsMarked(folder))
                return false;
            using FileStream? held = JournalStore.TryHold(folder);
            return held is not null && SweepHeld(folder, now);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not ours to write: its owner's next command does it.
            return false;
        }
    }

    private static bool SweepHeld(string folder, DateTimeOffset now)
    {
        SnapshotBuilder? journal = TryLoad(folder);
        if (now - LastRun(folder, journal) < Keeps)
            return false;
        if (journal?.Build(running: false) is ActivitySnapshot { IsExpired: false } activity && activity.Pending + activity.Unknown + activity.NotSent > 0)
            NoteExpired(folder, journal, now);
        KeepDigests(folder);
        ContactFiles.RemoveAll(folder);
        Mark(folder);
        return true;
    }

    // The rows of a batch that only its own line has would be forgotten with it.
    private static void NoteExpired(string folder, SnapshotBuilder journal, DateTimeOffset now)
    {
        ContactFiles.Append(folder, journal.Batches.Where(batch => !batch.HasRowsNoted && batch.Rows.Length > 0).Select(JournalLines.Kept).Append(JournalLines.Event("expired", now)));
    }

    // Later runs compare with them, and they hold no contact data.
    private static void KeepDigests(string folder)
    {
        foreach (string segment in ContactFiles.Segments(folder).ToList())
            ContactFiles.Append(folder, JournalReader.RefsIn(segment).Select(refs => JournalLines.Digests(refs.Batch, refs.Rows)));
    }

    private static SnapshotBuilder? TryLoad(string folder)
    {
        try
        {
            return JournalReader.Load(folder);
        }
        catch (Exception e) when (e is BulkException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // Damaged: nobody can go on with it, and its contact data goes all the same.
            return null;
        }
    }

    private static DateTimeOffset LastRun(string folder, SnapshotBuilder? journal) =>
        journal?.LastRunAt ?? ActivityHeader.StartOf(Path.GetFileName(folder)) ?? File.GetLastWriteTimeUtc(Path.Combine(folder, JournalFiles.Main));

    // Whatever is added to the journal later makes it longer.
    private static bool IsMarked(string folder)
    {
        string path = Path.Combine(folder, JournalFiles.Swept);
        return File.Exists(path) && File.ReadAllText(path) == Length(folder);
    }

    private static void Mark(string folder) => PrivateFile.WriteAllText(Path.Combine(folder, JournalFiles.Swept), Length(folder));

    private static string Length(string folder) => new FileInfo(Path.Combine(folder, JournalFiles.Main)).Length.ToString(CultureInfo.InvariantCulture);
}
