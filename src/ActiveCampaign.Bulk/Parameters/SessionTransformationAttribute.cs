using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Takes a session by name as well, and notices copies from other processes. The command says what is wrong.</summary>
internal sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        PSObject wrapped = PSObject.AsPSObject(inputData);
        return wrapped.BaseObject switch
        {
            ACSession session => session,
            string name => SessionReference.ByName(name),
            _ when wrapped.TypeNames.Contains("Deserialized." + typeof(ACSession).FullName) => SessionReference.Deserialized,
            _ => inputData,
        };
    }
}
