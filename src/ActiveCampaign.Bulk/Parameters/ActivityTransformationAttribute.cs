using System;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// Takes the copy of an activity that came out of a file or another process for the activity, which the journal has.
/// Whatever else is given, and what no journal knows, stays as it is.
/// </summary>
internal sealed class ActivityTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is null || PSObject.AsPSObject(inputData) is not { BaseObject: PSCustomObject } copy
            || !copy.TypeNames.Any(name => name.EndsWith("." + typeof(ACActivity).FullName, StringComparison.Ordinal)))
            return inputData!;
        try
        {
            return copy.Properties[nameof(ACActivity.ActivityId)]?.Value is string id && ActivityFolders.Find(id) is string folder ? Mapping.ToActivity(JournalReader.Read(folder)) : inputData;
        }
        catch (BulkException)
        {
            // A journal that cannot be read is told of by whoever needs it.
            return inputData;
        }
    }
}
