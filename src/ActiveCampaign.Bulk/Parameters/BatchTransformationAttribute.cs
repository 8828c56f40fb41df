using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Takes the copy of a batch for the batch; whatever else is given stays as it is.</summary>
internal sealed class BatchTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        CopiedBatch.Find(inputData) is BatchReport batch ? new ACImportBatch(batch, CopiedBatch.IsSimulator(batch)) : inputData;
}
