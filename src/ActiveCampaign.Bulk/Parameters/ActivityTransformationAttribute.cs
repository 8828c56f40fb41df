using System.Management.Automation;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// Takes the copy of an activity that came out of a file, another process, JSON or Select-Object for the activity, which
/// the journal has. Whatever else is given, and what no journal knows, stays as it is.
/// </summary>
internal sealed class ActivityTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        CopiedActivity.Read(((inputData as PSObject)?.BaseObject ?? inputData) is CCActivity { BatchId: null } job ? job.Folder : CopiedActivity.FolderOf(inputData)) ?? inputData;
}
