using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Takes an activity, or whatever names one or several, for its id or theirs.</summary>
internal sealed class ActivityIdTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is null)
            return null!;
        object?[] ids = PSObject.AsPSObject(inputData).BaseObject is IList several ? several.Cast<object?>().SelectMany(ToIds).ToArray() : ToIds(inputData);
        return ids.Length == 1 ? ids[0]! : ids;
    }

    private static object?[] ToIds(object? given)
    {
        if (given is null || PSObject.AsPSObject(given) is not { BaseObject: not string } wrapped)
            return [given];
        object? id = wrapped.Properties[nameof(ACActivity.ActivityId)]?.Value;
        return (id is PSObject inner ? inner.BaseObject : id) switch
        {
            string one => [one],
            IEnumerable several => several.Cast<object?>().ToArray(),
            _ => [given],
        };
    }
}
