using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>
/// Lets one activity of a name run on an account at a time, and the same input only once in a while: a scheduled line
/// that is started twice must not import twice.
/// </summary>
internal static class ActivityGate
{
    /// <summary>How long an activity is remembered here.</summary>
    public static TimeSpan Window => JournalKeeper.Keeps;

    /// <summary>The latest activity of that name that has rows which are not settled and no run that works on it, or null.</summary>
    public static ActivitySnapshot? FindOpen(JournalStore store, string host, string name, DateTimeOffset now, string? kind = null) =>
        OfWindow(store, host, now, header => IsNamed(header, name) && (kind is null || header.Kind == kind)).FirstOrDefault(IsOpen);

    /// <summary>The activities of an account whose contact data is still needed, since something in them is open.</summary>
    /// <param name="store">Where journals lie.</param>
    /// <param name="host">The account.</param>
    /// <param name="now">The time.</param>
    /// <param name="unreadable">Is told of those that cannot be read.</param>
    public static IEnumerable<ActivitySnapshot> LeftOpen(JournalStore store, string host, DateTimeOffset now, Action<string, BulkException> unreadable)
    {
        return store.Folders(host).Reverse().Where(folder => IsInWindow(Path.GetFileName(folder), now) && (JournalReader.HasPayload(folder) || JournalReader.TryReadHeader(folder)?.Kind == ActivityKinds.Export))
            .Select(folder => JournalReader.TryRead(folder, e => unreadable(folder, e))).OfType<ActivitySnapshot>().Where(activity => activity.State != ActivityState.Running);
    }

    /// <summary>The latest import of that name with rows that the service has not ended, or null.</summary>
    public static ActivitySnapshot? FindPending(JournalStore store, string host, string name, DateTimeOffset now) =>
        OfWindow(store, host, now, header => IsNamed(header, name) && header.Kind == ActivityKinds.Import).FirstOrDefault(activity => activity.Pending > 0 && activity.State != ActivityState.Running);

    /// <summary>Whether a file is the one that an activity began with.</summary>
    public static async Task<bool> IsSameFileAsync(ActivitySnapshot activity, string path, CancellationToken token)
    {
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
        IReadOnlyList<string> account = HeaderSettings.Read(header).Mapping.Account;
        foreach (ActivitySnapshot activity in OfWindow(store, header.Host, now, other => (isNamed && other.Kind == header.Kind && IsNamed(other, header.Name) && !HeaderSettings.IsOfAnother(other, account)) || IsSameImport(other, header)))
        {
            ActivityHeader other = activity.Header;
            if (activity.State == ActivityState.Running)
                throw new BulkException(BulkError.ActivityRunning, Texts.NameRunning(other.Name, other.Id), other.Id);
            if (IsOpen(activity))
                throw new BulkException(BulkError.ActivityOpen, Texts.ActivityOpen(other.Name, other.Id, JournalStore.OptionFor(activity.Folder), activity.NotSent + activity.Unknown), other.Id);

            // Of what never went in there is nothing that could go in twice.
            if (!IsCompared(header) && IsSameImport(other, header) && activity.Imported + activity.Unchanged + activity.Pending + activity.Unknown > 0)
                throw new BulkException(BulkError.AlreadyImported, Texts.AlreadyImported(header.SourcePath!, other.Id, other.StartedAt), other.Id);
        }
    }

    /// <summary>
    /// Whether an activity is one to go on with: input that was not read, rows that never left, or answers that were lost.
    /// What the service ended as failed was answered for; it is reported, and a repair's business.
    /// </summary>
    public static bool IsOpen(ActivitySnapshot activity)
    {
        return activity.State != ActivityState.Running && !activity.IsExpired
            && (!activity.InputComplete || activity.NotSent > 0 || activity.Batches.Any(batch => batch.Outcome == BatchOutcome.Unknown && batch.HasRows));
    }

    // The newest first, and whole journals only of activities whose header is of interest.
    private static IEnumerable<ActivitySnapshot> OfWindow(JournalStore store, string host, DateTimeOffset now, Func<ActivityHeader, bool> concerns) =>
        store.Folders(host).Reverse()
            .Where(folder => IsInWindow(Path.GetFileName(folder), now) && JournalReader.TryReadHeader(folder) is ActivityHeader header && concerns(header))
            .Select(folder => JournalReader.TryRead(folder)).OfType<ActivitySnapshot>();

    private static bool IsInWindow(string id, DateTimeOffset now) => ActivityHeader.StartOf(id) is not DateTimeOffset started || now - started <= Window;

    private static bool IsNamed(ActivityHeader header, string name) => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase);

    private static bool IsSameImport(ActivityHeader a, ActivityHeader b) => b.SourceHash is not null && a.SourceHash == b.SourceHash && GoesSameWay(a, b);

    // Rows that came before are left out one by one then.
    private static bool IsCompared(ActivityHeader header) => Value(header, "comparedTo") is not null;

    private static bool GoesSameWay(ActivityHeader a, ActivityHeader b) =>
        ImportHeader.MappingKeys.All(key => Value(a, key) == Value(b, key));

    private static string? Value(ActivityHeader header, string key) => header.Settings.TryGetValue(key, out string? value) ? value : null;
}
