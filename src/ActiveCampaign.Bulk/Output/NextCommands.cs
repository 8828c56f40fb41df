using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk;

/// <summary>The commands that go on from where something stands.</summary>
internal static class NextCommands
{
    public static string? WaitFor(string? batchId) => batchId is null ? null : $"Wait-ACImport -BatchId '{batchId}'";

    public static string Resume(string activityId) => $"Resume-ACActivity -ActivityId '{activityId}' | Wait-ACImport";

    // The rows of a pipeline are in no file: whoever goes on hands them in once more.
    public static string ResumeWithRows(string activityId) => "$rows | " + Resume(activityId);

    public static string Repair(string activityId) => $"Get-ACActivity -ActivityId '{activityId}' | Repair-ACImport";

    public static string Wait(string activityId) => $"Get-ACActivity -ActivityId '{activityId}' | Wait-ACImport";

    public static string? For(SettledBatch settled, ACBatchState state)
    {
        string id = settled.Batch.ActivityId;
        if (state == ACBatchState.Pending)
            return WaitFor(settled.Batch.BatchId);
        if (id.Length == 0)
            return null;
        if (state is ACBatchState.Failed or ACBatchState.Interrupted)
            return Repair(id);
        return state is ACBatchState.NotSent or ACBatchState.Unknown ? Resume(id) : null;
    }

    public static string? For(ActivitySnapshot snapshot)
    {
        if (snapshot.State is ActivityState.Running or ActivityState.Completed || snapshot.IsExpired)
            return null;
        string id = snapshot.Header.Id;
        if (snapshot.NeedsInput && snapshot.Header.SourcePath is null)
            return ResumeWithRows(id);
        if (snapshot.NeedsInput || snapshot.NotSent > 0 || HasRows(snapshot, BatchOutcome.Unknown))
            return Resume(id);
        if (HasRows(snapshot, BatchOutcome.Failed) || HasRows(snapshot, BatchOutcome.Interrupted))
            return Repair(id);
        if (snapshot.Batches.Any(batch => batch.Unknown > 0))
            return Resume(id);
        return snapshot.Pending == 0 ? null : Wait(id);
    }

    private static bool HasRows(ActivitySnapshot snapshot, BatchOutcome outcome) => snapshot.Batches.Any(batch => batch.Outcome == outcome && batch.Unknown > 0);
}
