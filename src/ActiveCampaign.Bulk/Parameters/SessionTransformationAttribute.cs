using System;
using System.Management.Automation;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Takes a session by name as well, and notices copies from other processes. The command says what is wrong.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SessionTransformationAttribute : ArgumentTransformationAttribute
{
    private readonly ServiceKind _service;

    public SessionTransformationAttribute(ServiceKind service)
    {
        _service = service;
    }

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        PSObject wrapped = PSObject.AsPSObject(inputData);
        return wrapped.BaseObject switch
        {
            BulkSession session => session,
            string name => SessionReference.ByName(_service, name),
            _ when wrapped.TypeNames.Contains("Deserialized." + Type.FullName) => SessionReference.Deserialized(_service),
            _ => inputData,
        };
    }

    private Type Type => _service == ServiceKind.ConstantContact ? typeof(CCSession) : typeof(ACSession);
}
