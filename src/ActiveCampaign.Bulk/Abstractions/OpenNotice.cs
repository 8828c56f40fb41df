using System.Collections.Concurrent;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Says once a process which activities of an account were left open, and how each goes on.</summary>
internal static class OpenNotice
{
    private static readonly ConcurrentDictionary<string, bool> s_said = new();

    public static void Write(Cmdlet command, LiveConnection live, JournalStore store)
    {
        foreach (ActivitySnapshot activity in ActivityGate.LeftOpen(store, live.Account.Host, live.Account.Clock.GetUtcNow()))
        {
            if (NextCommands.For(activity) is string next && s_said.TryAdd(activity.Folder, true))
                command.WriteWarning(Messages.LeftOpen(activity.Header.Name, activity.Header.Id, activity.NotSent, activity.Unknown, activity.Pending, next));
        }
    }
}
