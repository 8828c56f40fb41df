using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Takes an activity, or whatever names one, for its id; several of them for theirs.</summary>
internal sealed class ActivityIdTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        PSObject.AsPSObject(inputData).BaseObject is IList several ? several.Cast<object?>().Select(ToId).ToArray() : ToId(inputData)!;

    private static object? ToId(object? given)
    {
        if (given is null)
            return null;
        PSObject wrapped = PSObject.AsPSObject(given);
        return wrapped.BaseObject is not string && wrapped.Properties[nameof(ACActivity.ActivityId)]?.Value is string id ? id : given;
    }
}
