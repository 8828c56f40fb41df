using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk;

/// <summary>The commands that go on from where something stands.</summary>
internal static class NextCommands
{
    public static string? WaitFor(string? batchId) => batchId is null ? null : $"Wait-ACImport -BatchId '{batchId}'";

    /// <summary>The command that shows an activity, wherever its journal lies.</summary>
    public static string Find(string activityId, string folder) => $"Get-ACActivity -ActivityId '{activityId}'{At(folder)}";

    public static string Resume(string activityId, string folder) => $"Resume-ACActivity -ActivityId '{activityId}'{At(folder)} | Wait-ACImport";

    public static string Repair(string activityId, string folder) => $"{Find(activityId, folder)} | Repair-ACImport";

    public static string? For(ActivitySnapshot snapshot)
    {
        if (snapshot.State is ActivityState.Running or ActivityState.Completed || snapshot.IsExpired)
            return null;
        (string id, string folder) = (snapshot.Header.Id, snapshot.Folder);
        if (!snapshot.InputComplete || snapshot.NotSent > 0 || HasRows(snapshot, BatchOutcome.Unknown))
            return Resume(id, folder);
        if (HasRows(snapshot, BatchOutcome.Failed) || HasRows(snapshot, BatchOutcome.Interrupted))
            return Repair(id, folder);
        if (snapshot.Unknown > snapshot.Erased)
            return Resume(id, folder);
        return snapshot.Pending == 0 ? null : $"{Find(id, folder)} | Wait-ACImport";
    }

    private static string At(string folder)
    {
        if (folder.Length == 0)
            return string.Empty;
        string root = JournalStore.OfFolder(folder).Root;
        return root == new JournalStore().Root ? string.Empty : $" -JournalPath '{root.Replace("'", "''")}'";
    }

    private static bool HasRows(ActivitySnapshot snapshot, BatchOutcome outcome) => snapshot.Unknown > 0 && snapshot.Batches.Any(batch => batch.Outcome == outcome && batch.HasRows);
}
