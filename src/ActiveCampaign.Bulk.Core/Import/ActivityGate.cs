using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Lets one activity of a name run on an account at a time, and the same input only once in a while: a scheduled line
/// that is started twice must not import twice.
/// </summary>
public static class ActivityGate
{
    /// <summary>How long an activity is remembered here.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromDays(10);

    /// <summary>The latest activity of that name that has rows which are not settled and no run that works on it, or null.</summary>
    public static ActivitySnapshot? FindOpen(JournalStore store, string host, string name, DateTimeOffset now) =>
        OfWindow(store, host, now).Where(activity => IsNamed(activity, name)).FirstOrDefault(IsOpen);

    /// <summary>The latest activity of that name with rows that the service has not ended, or null.</summary>
    public static ActivitySnapshot? FindPending(JournalStore store, string host, string name, DateTimeOffset now) =>
        OfWindow(store, host, now).Where(activity => IsNamed(activity, name)).FirstOrDefault(activity => activity.Pending > 0 && activity.State != ActivityState.Running);

    /// <summary>Whether a file is the one that an activity began with.</summary>
    public static async Task<bool> IsSameFileAsync(ActivitySnapshot activity, string path, CancellationToken token)
    {
        if (activity is null)
            throw new ArgumentNullException(nameof(activity));
        return await FileHash.OfAsync(path, token).ConfigureAwait(false) == activity.Header.SourceHash;
    }

    /// <summary>Makes sure that a new activity may start.</summary>
    /// <param name="store">Where journals lie.</param>
    /// <param name="header">The new activity.</param>
    /// <param name="isNamed">Whether its name may be used once at a time.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="BulkException">One of its name runs or is open, or the same input went the same way.</exception>
    public static void Check(JournalStore store, ActivityHeader header, bool isNamed, DateTimeOffset now)
    {
        foreach (ActivitySnapshot activity in OfWindow(store, header.Host, now))
        {
            ActivityHeader other = activity.Header;
            bool sameName = isNamed && IsNamed(activity, header.Name);
            if (sameName && activity.State == ActivityState.Running)
                throw new BulkException(BulkError.ActivityRunning, Texts.NameRunning(other.Name, other.Id), other.Id);
            if (sameName && IsOpen(activity))
                throw new BulkException(BulkError.ActivityOpen, Texts.ActivityOpen(other.Name, other.Id, activity.NotSent + activity.Unknown), other.Id);
            if (header.SourceHash is not null && other.SourceHash == header.SourceHash && GoesSameWay(other, header) && !IsOpen(activity))
                throw new BulkException(BulkError.AlreadyImported, Texts.AlreadyImported(header.SourcePath!, other.Id, other.StartedAt), other.Id);
        }
    }

    /// <summary>
    /// Whether an activity is one to go on with: input that was not read, rows that never left, or answers that were lost.
    /// What the service ended as failed was answered for; it is reported, and a repair's business.
    /// </summary>
    public static bool IsOpen(ActivitySnapshot activity)
    {
        if (activity is null)
            throw new ArgumentNullException(nameof(activity));
        return activity.State != ActivityState.Running && !activity.IsExpired
            && (!activity.InputComplete || activity.NotSent > 0 || activity.Batches.Any(batch => batch.Outcome == BatchOutcome.Unknown && batch.HasRows));
    }

    // Read lazily, the newest first: a good journal is seldom looked at to its end.
    private static IEnumerable<ActivitySnapshot> OfWindow(JournalStore store, string host, DateTimeOffset now)
    {
        foreach (string folder in store.Folders(host).Reverse())
        {
            if (!IsInWindow(Path.GetFileName(folder), now) || TryRead(folder) is not ActivitySnapshot activity)
                continue;
            yield return activity;
        }
    }

    private static bool IsInWindow(string id, DateTimeOffset now) => ActivityHeader.StartOf(id) is not DateTimeOffset started || now - started <= Window;

    private static ActivitySnapshot? TryRead(string folder)
    {
        try
        {
            return JournalReader.Read(folder);
        }
        catch (BulkException)
        {
            // A folder without a readable header stands for nothing that was sent; Get-ACActivity shows it as an error.
            return null;
        }
    }

    private static bool IsNamed(ActivitySnapshot activity, string name) => string.Equals(activity.Header.Name, name, StringComparison.OrdinalIgnoreCase);

    private static bool GoesSameWay(ActivityHeader a, ActivityHeader b) =>
        ImportHeader.MappingKeys.All(key => Value(a, key) == Value(b, key));

    private static string? Value(ActivityHeader header, string key) => header.Settings.TryGetValue(key, out string? value) ? value : null;
}
