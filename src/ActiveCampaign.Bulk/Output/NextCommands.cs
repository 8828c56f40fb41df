using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk;

/// <summary>The commands that go on from where something stands.</summary>
internal static class NextCommands
{
    public static string? WaitFor(string? batchId) => batchId is null ? null : $"Wait-ACImport -BatchId '{batchId}'";

    public static string Resume(string activityId) => $"Resume-ACActivity -ActivityId '{activityId}' | Wait-ACImport";

    public static string Repair(string activityId) => $"Get-ACActivity -ActivityId '{activityId}' | Repair-ACImport";

    public static string? For(ActivitySnapshot snapshot)
    {
        if (snapshot.State is ActivityState.Running or ActivityState.Completed || snapshot.IsExpired)
            return null;
        if (!snapshot.InputComplete || snapshot.NotSent > 0 || HasRows(snapshot, BatchOutcome.Unknown))
            return Resume(snapshot.Header.Id);
        if (HasRows(snapshot, BatchOutcome.Failed) || HasRows(snapshot, BatchOutcome.Interrupted))
            return Repair(snapshot.Header.Id);
        if (snapshot.Unknown > 0)
            return Resume(snapshot.Header.Id);
        return snapshot.Pending == 0 ? null : $"Get-ACActivity -ActivityId '{snapshot.Header.Id}' | Wait-ACImport";
    }

    private static bool HasRows(ActivitySnapshot snapshot, BatchOutcome outcome) => snapshot.Unknown > 0 && snapshot.Batches.Any(batch => batch.Outcome == outcome && batch.HasRows);
}
