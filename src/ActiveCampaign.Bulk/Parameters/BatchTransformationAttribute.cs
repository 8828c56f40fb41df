using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Takes a batch that comes from a file or a job, where its type is left as a name: by its handle and account.</summary>
internal sealed class BatchTransformationAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is not PSObject { BaseObject: PSCustomObject } copy || !copy.TypeNames.Contains("Deserialized." + typeof(ACImportBatch).FullName))
            return inputData;
        string? host = Text(copy, nameof(ACImportBatch.Host));
        if (host is null || Find(copy, host) is not BatchReport report)
            return inputData;
        return new ACImportBatch(report, LanguagePrimitives.IsTrue(copy.Properties[nameof(ACImportBatch.IsSimulator)]?.Value));
    }

    // One without a handle is known to its journal alone.
    private static BatchReport? Find(PSObject copy, string host)
    {
        JournalStore store = new();
        if (Text(copy, nameof(ACImportBatch.BatchId)) is string handle)
            return JournaledBatches.Find(store, host, handle);
        return Text(copy, nameof(ACImportBatch.ActivityId)) is string id && ActivityFolders.Find(id, store) is string folder
            ? JournaledBatches.Of(JournalReader.Read(folder)).FirstOrDefault(batch => batch.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) == Text(copy, nameof(ACImportBatch.BatchNumber)))
            : null;
    }

    private static string? Text(PSObject copy, string name) => copy.Properties[name]?.Value?.ToString() is { Length: > 0 } text ? text : null;
}
