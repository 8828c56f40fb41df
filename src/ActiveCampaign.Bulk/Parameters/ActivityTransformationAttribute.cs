using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// Takes the copy of an activity that came out of a file, another process, JSON or Select-Object for the activity, which
/// the journal has. Whatever else is given, and what no journal knows, stays as it is.
/// </summary>
internal sealed class ActivityTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (((inputData as PSObject)?.BaseObject ?? inputData) is CCActivity { BatchId: null } job)
            return Read(job.Folder) ?? inputData;
        if (inputData is not PSObject { BaseObject: PSCustomObject } copy || copy.Properties[nameof(ACImportBatch.BatchNumber)]?.Value is not null)
            return inputData;
        return copy.Properties[nameof(ACActivity.ActivityId)]?.Value is string id && ActivityFolders.Find(id) is string folder ? Read(folder) ?? inputData : inputData;
    }

    // A journal that cannot be read is told of by whoever needs it.
    private static ACActivity? Read(string folder) => JournalReader.TryRead(folder) is ActivitySnapshot activity ? Mapping.ToActivity(activity) : null;
}
