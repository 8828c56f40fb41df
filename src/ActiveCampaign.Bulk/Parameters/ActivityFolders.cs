using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>Finds activities that are named by their id.</summary>
internal static class ActivityFolders
{
    /// <summary>The folders of the activities with a service, oldest first. Those whose first line cannot be read are anybody's.</summary>
    public static IEnumerable<string> Of(ServiceKind service, JournalStore? store = null) =>
        (store ?? new JournalStore()).Folders().Where(folder => HeaderOf(folder) is not ActivityHeader header || CommandNames.ServiceOf(header) == service);

    /// <summary>What the activity in a folder is; null also where the disk fails, which whoever reads it whole tells of.</summary>
    public static ActivityHeader? HeaderOf(string folder)
    {
        try
        {
            return JournalReader.TryReadHeader(folder);
        }
        catch (Exception e) when (Disk.IsFailure(e))
        {
            return null;
        }
    }

    /// <summary>The journal folder of an activity, or null.</summary>
    public static string? Find(string activityId, JournalStore? store = null) =>
        (store ?? new JournalStore()).Folders().FirstOrDefault(folder => string.Equals(Path.GetFileName(folder), activityId.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>What an activity is.</summary>
    /// <param name="activityId">Its id.</param>
    /// <param name="store">Where it is looked for first, before the usual place.</param>
    /// <exception cref="CommandException">There is no such activity.</exception>
    public static ActivityHeader Header(string activityId, JournalStore store) => (Find(activityId, store) ?? Find(activityId)) is string folder
        ? JournalReader.Read(folder).Header
        : throw new CommandException(ErrorIds.NameNotFound, Messages.ActivityNotFound(activityId), activityId);
}
