using System;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Journal;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>
/// An activity that comes as a copy: from a file, a job, JSON or Select-Object. It is told by its id, and what it is says
/// the journal.
/// </summary>
internal static class CopiedActivity
{
    /// <summary>The folder of the activity that a copy stands for; null where the object is no such copy, or no journal knows it.</summary>
    public static string? FolderOf(object input) =>
        input is PSObject { BaseObject: PSCustomObject } copy && copy.Properties[nameof(ACImportBatch.BatchNumber)]?.Value is null
            && copy.Properties[nameof(ACActivity.ActivityId)]?.Value is string { Length: > 0 } id ? ActivityFolders.Find(id) : null;

    /// <summary>Whether a copy says itself that it is one of an activity: many an object has the id of one.</summary>
    public static bool IsSure(object input) => input is PSObject copy
        && (copy.Properties[nameof(ACActivity.Folder)] is not null || copy.TypeNames.Any(name => name.EndsWith(typeof(ACActivity).FullName!, StringComparison.Ordinal)));

    /// <summary>The activity in a folder; null where its journal cannot be read, which whoever needs it tells of.</summary>
    public static ACActivity? Read(string? folder) => folder is not null && JournalReader.TryRead(folder) is ActivitySnapshot activity ? Mapping.ToActivity(activity) : null;
}
