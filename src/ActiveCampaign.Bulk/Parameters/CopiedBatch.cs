using System;
using System.Globalization;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// A batch, or what became of one, that comes as a copy: from a file, a job, JSON or Select-Object, where its type is left
/// as a name at the most; or one that comes as what was seen of it. It is told by its ids, and what it is says the journal.
/// </summary>
internal static class CopiedBatch
{
    /// <summary>The batch that a copy stands for; null where the object is no copy of one.</summary>
    /// <exception cref="ArgumentTransformationMetadataException">It is one, and nothing is known of it.</exception>
    public static BatchReport? Find(object inputData)
    {
        if (((inputData as PSObject)?.BaseObject ?? inputData) is CCActivity { BatchId: not null } job)
            return OfJob(job);
        if (inputData is null || PSObject.AsPSObject(inputData) is not { BaseObject: PSCustomObject or ACImportResult or ACImportStatus } copy)
            return null;
        string? activity = Text(copy, nameof(ACImportBatch.ActivityId));
        string? handle = Text(copy, nameof(ACImportBatch.BatchId));
        bool isNumbered = int.TryParse(Text(copy, nameof(ACImportBatch.BatchNumber)), NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        if (handle is null && !(activity is not null && isNumbered))
            return null;
        JournalStore store = new();
        return (activity is not null && isNumbered ? OfActivity(copy, activity, number, store) : null)
            ?? (handle is null ? null : OfHandle(copy, handle, store))
            ?? throw new ArgumentTransformationMetadataException(Messages.CopyUnknown(activity, handle));
    }

    /// <summary>The activity it is of; null where no journal knows it.</summary>
    public static ActivityHeader? HeaderOf(BatchReport batch) => batch.Folder.Length > 0 ? JournalReader.TryReadHeader(batch.Folder) : null;

    // What the service has is looked up once more: it may be settled by now.
    private static BatchReport OfJob(CCActivity job)
    {
        try
        {
            BatchReport? known = job.Folder.Length > 0 && job.BatchNumber is int number ? JournaledBatches.Find(JournalReader.Read(job.Folder), number) : null;
            return known ?? JournaledBatches.Find(new JournalStore(), job.Host, job.BatchId!);
        }
        catch (BulkException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, e);
        }
    }

    // What was never a batch of the service, such as rows that were refused here, only the copy knows.
    private static BatchReport? OfActivity(PSObject copy, string id, int number, JournalStore store)
    {
        if (ActivityFolders.Find(id, store) is not string folder)
            return null;
        try
        {
            ActivitySnapshot activity = JournalReader.Read(folder);
            return JournaledBatches.Find(activity, number) ?? new BatchReport
            {
                ActivityId = activity.Header.Id,
                Number = number,
                Host = activity.Header.Host,
                Folder = folder,
                Outcome = BatchOutcome.Refused,
                Rows = Count(copy, nameof(ACImportBatch.Rows)),
                Refused = Count(copy, nameof(ACImportBatch.Refused)),
            };
        }
        catch (BulkException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message, e);
        }
    }

    private static BatchReport? OfHandle(PSObject copy, string handle, JournalStore store) => Text(copy, nameof(ACImportBatch.Host)) is string host
        ? JournaledBatches.Find(store, host, handle)
        : JournaledBatches.Find(store, handle);

    private static int Count(PSObject copy, string name) => int.TryParse(Text(copy, name), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 0;

    private static string? Text(PSObject copy, string name) => Convert.ToString(copy.Properties[name]?.Value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;
}
