using System;
using System.Management.Automation;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Takes a bare number for days: PowerShell itself would take it for ticks, of which there are ten million a second.</summary>
internal sealed class DaysTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        PSObject.AsPSObject(inputData).BaseObject is int or long or double or decimal
            ? TimeSpan.FromDays(LanguagePrimitives.ConvertTo<double>(inputData))
            : inputData;
}
