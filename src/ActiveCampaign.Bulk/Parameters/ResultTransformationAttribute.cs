using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Takes the copy of a result or of a batch, or a service's activity, for the result as the journal has it; whatever else is given stays as it is.</summary>
internal sealed class ResultTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (((inputData as PSObject)?.BaseObject ?? inputData) is ACImportResult || CopiedBatch.Find(inputData) is not BatchReport batch)
            return inputData;
        ActivityHeader? header = CopiedBatch.HeaderOf(batch);
        return Mapping.ToResult(batch, CommandNames.ServiceOf(header), header?.IsSimulator == true);
    }
}
