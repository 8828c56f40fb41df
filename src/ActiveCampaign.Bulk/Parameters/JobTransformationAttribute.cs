using System;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Takes what Constant Contact has of an activity, or a copy of one, for the activity as the journal has it; whatever else is given stays as it is.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class JobTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        ((inputData as PSObject)?.BaseObject ?? inputData) is CCActivity job ? ActivityOf(job)
        : (CopiedActivity.IsSure(inputData) ? CopiedActivity.Read(CopiedActivity.FolderOf(inputData)) : null) ?? inputData;

    /// <summary>The activity of a job.</summary>
    /// <exception cref="ArgumentTransformationMetadataException">Another program began it, or its journal cannot be read.</exception>
    public static ACActivity ActivityOf(CCActivity job)
    {
        if (job.Folder.Length == 0)
            throw new ArgumentTransformationMetadataException(Messages.NotOurs(job.BatchId));
        try
        {
            return Mapping.ToActivity(JournalReader.Read(job.Folder));
        }
        catch (BulkException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, e);
        }
    }
}
