using System.Management.Automation;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Takes an activity, or whatever names one, for its id.</summary>
internal sealed class ActivityIdTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        PSObject wrapped = PSObject.AsPSObject(inputData);
        return wrapped.BaseObject is not string && wrapped.Properties[nameof(ACActivity.ActivityId)]?.Value is string id ? id : inputData;
    }
}
