using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Takes the copy of a result, or of a batch, for the result as the journal has it; whatever else is given stays as it is.</summary>
internal sealed class ResultTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        CopiedBatch.Find(inputData) is BatchReport batch ? Mapping.ToResult(SettledBatch.AsItIs(batch), CopiedBatch.IsSimulator(batch)) : inputData;
}
