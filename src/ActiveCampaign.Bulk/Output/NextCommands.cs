using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk;

/// <summary>The commands that go on from where something stands.</summary>
internal static class NextCommands
{
    public static string? WaitFor(string? batchId) => batchId is null ? null : $"Wait-ACImport -BatchId '{batchId}'";

    public static string? For(ActivitySnapshot snapshot)
    {
        if (snapshot.State == ActivityState.Running || snapshot.Pending == 0)
            return null;
        return $"{Find(snapshot.Header.Id, snapshot.Folder)} | Wait-ACImport";
    }

    /// <summary>The command that shows an activity, wherever its journal lies.</summary>
    public static string Find(string activityId, string folder)
    {
        string root = JournalStore.OfFolder(folder).Root;
        string elsewhere = root == new JournalStore().Root ? string.Empty : $" -JournalPath '{root.Replace("'", "''")}'";
        return $"Get-ACActivity -ActivityId '{activityId}'{elsewhere}";
    }
}
