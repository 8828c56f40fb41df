using System.Collections.Concurrent;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>
/// Says once a process which activities earlier processes left open on an account, and how each goes on. What this
/// process started it has told of already.
/// </summary>
internal static class OpenNotice
{
    private static readonly ConcurrentDictionary<string, bool> s_known = new();
    private static readonly ConcurrentDictionary<string, bool> s_damaged = new();

    /// <summary>This process works on the activity, and says so itself.</summary>
    public static void Know(string folder) => s_known[folder] = true;

    public static void Write(BulkCommand command, LiveConnection live, JournalStore store)
    {
        foreach (ActivitySnapshot activity in ActivityGate.LeftOpen(store, live.Account.Host, live.Account.Clock.GetUtcNow(), WarnOf))
        {
            if (activity.DamageText is not null && s_damaged.TryAdd(activity.Folder, true))
                command.WriteWarning(Messages.Damaged(activity));
            if (s_known.TryAdd(activity.Folder, true) && NextCommands.For(activity) is string next)
                command.WriteWarning(Describe(activity, next));
        }

        void WarnOf(string folder, BulkException e)
        {
            if (s_damaged.TryAdd(folder, true))
                command.WriteWarning(e.Message);
        }
    }

    /// <summary>What is open of an activity, and the command that goes on.</summary>
    public static string Describe(ActivitySnapshot activity, string next) => activity.Header.Kind == ActivityKinds.Export
        ? Messages.ExportLeftOpen(activity.Header.Name, activity.Header.Id, activity.RowsRead, next)
        : Messages.LeftOpen(activity.Header.Name, activity.Header.Id, activity.NotSent, activity.Unknown, activity.Pending, activity.Owed, next);
}
