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
        return $"Get-ACActivity -ActivityId '{snapshot.Header.Id}' | Wait-ACImport";
    }
}
