using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Baselines;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Service.Calls;

namespace ActiveCampaign.Bulk;

/// <summary>The commands that go on from where something stands, wherever the journal lies.</summary>
internal static class NextCommands
{
    /// <summary>The name of an import of the pipeline that was given none.</summary>
    public const string UnnamedImport = "import";

    /// <summary>The command that shows an activity.</summary>
    public static string Find(string activityId, string folder) => "Get-ACActivity" + Id(activityId, folder);

    public static string Resume(string activityId, string folder) => ResumeAlone(activityId, folder) + " | Wait-ACImport";

    /// <summary>What settles rows of which nobody knows.</summary>
    public static string Settle(BatchReport batch) => batch.WayOut switch
    {
        WayOut.Resend => $"send them once more with {ResumeAlone(batch.ActivityId, batch.Folder)} -OnUnknown Resend | Wait-ACImport; or, where the account is right as it is and nothing else of the activity is open, {Forget(batch)}",
        WayOut.Leave => $"where the account is right as it is and nothing else of the activity is open, {Forget(batch)}",
        _ => "settle them with " + Resume(batch.ActivityId, batch.Folder),
    };

    private static string Forget(BatchReport batch) => "forget it with " + Remove(batch.ActivityId, batch.Folder);

    /// <summary>The command that goes on with single calls or an export; it waits by itself.</summary>
    public static string ResumeAlone(string activityId, string folder) => "Resume-ACActivity" + Id(activityId, folder);

    // The rows of a pipeline are in no file: whoever goes on hands them in once more.
    public static string ResumeWithRows(string activityId, string folder) => "$rows | " + Resume(activityId, folder);

    /// <summary>The command that tries again to write a result file.</summary>
    public static string WriteResult(ActivitySnapshot activity) => $"{Find(activity.Header.Id, activity.Folder)} | Wait-ACImport -ResultPath <another file>";

    public static string Repair(string activityId, string folder) => $"{Find(activityId, folder)} | Repair-ACImport";

    public static string Wait(string activityId, string folder) => $"{Find(activityId, folder)} | Wait-ACImport";

    /// <summary>The command that goes on waiting for batches that no journal here knows.</summary>
    public static string WaitFor(IEnumerable<string> batchIds) => "Wait-ACImport -BatchId " + Quoted(batchIds);

    /// <summary>The command that takes a reject file back, as the activity began.</summary>
    public static string ImportAgain(string activityId, string folder, string path)
    {
        string at = JournalStore.OptionFor(folder);
        ActivityHeader? header = JournalReader.TryReadHeader(folder);
        if (header is null || HeaderSettings.ReadAction(header) == ImportAction.Import)
            return $"Import-ACContact {(WildcardPattern.Escape(path) == path ? "-Path" : "-LiteralPath")} {Texts.Quoted(path)} -SettingsFrom {Texts.Quoted(activityId)}{at}";
        ImportSettings settings = HeaderSettings.Read(header);
        string command = settings.Action switch
        {
            ImportAction.AddTag => "Add-ACContactTag -Tag " + Quoted(settings.Tags),
            ImportAction.RemoveTag => "Remove-ACContactTag -Tag " + Quoted(settings.Tags),
            ImportAction.Delete => "Remove-ACContact",
            ImportAction.Subscribe => "Add-ACListMember -List " + Quoted(settings.Lists),
            _ => "Remove-ACListMember -List " + Quoted(settings.UnsubscribeLists),
        };
        return $"Import-Csv -LiteralPath {Texts.Quoted(path)} | {command}{(settings.SkipAutomation ? " -SkipAutomation" : string.Empty)}{at}";
    }

    /// <summary>What is best done about refused rows that went to no file, as a sentence.</summary>
    /// <param name="activityId">The activity.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="isSettled">Whether nothing else of it is open.</param>
    public static string AfterRefusals(string activityId, string folder, bool isSettled)
    {
        string rejects = string.Join(", correct them there, then: ", ByFile(activityId, folder));
        ActivityHeader? header = JournalReader.TryReadHeader(folder);
        if (header is not null && HeaderSettings.ReadAction(header) != ImportAction.Import)
            return "To try them once more, write them to a file: " + rejects;
        if (!isSettled || header is null || (header.SourcePath is null && header.Name == UnnamedImport))
            return "To import them, write them to a file: " + rejects;
        string input = header.SourcePath is string source ? $"'{source}'" : "the rows where they come from";
        return $"Correct {input} and run the same command again{Comparing(HeaderSettings.Read(header).ComparedTo)}: it sends only what differs. Or take these rows alone: {rejects}";
    }

    /// <summary>The commands that bring refused rows in, one after the other; none where there are no such rows, or their cells are gone.</summary>
    public static string[] ForRefused(ActivitySnapshot snapshot)
    {
        if (snapshot.Refused == 0 || !snapshot.HoldsContactData || snapshot.State == ActivityState.Running || snapshot.Header.Kind == ActivityKinds.Export || CallHeader.IsCalls(snapshot.Header))
            return [];
        return RejectTarget.Read(snapshot.Folder) is RejectTarget target && File.Exists(target.Path)
            ? [ImportAgain(snapshot.Header.Id, snapshot.Folder, target.Path)]
            : ByFile(snapshot.Header.Id, snapshot.Folder);
    }

    /// <summary>The command that writes refused rows to a file.</summary>
    public static string ExportRejects(string activityId, string folder, string path) => $"{Find(activityId, folder)} | Export-ACReject -Path {path}";

    private static string[] ByFile(string activityId, string folder)
    {
        string path = activityId + "-rejects.csv";
        return [ExportRejects(activityId, folder, Texts.Quoted(path)), ImportAgain(activityId, folder, path)];
    }

    // What was compared with before knows nothing of the rows that this run has brought in.
    private static string Comparing(string? comparedTo) => comparedTo switch
    {
        BaselineSource.Last => string.Empty,
        null => " with -ComparedTo Last",
        string other => $" with -ComparedTo Last in place of {Texts.Quoted(other)}",
    };

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(Texts.Quoted));

    public static string? For(BatchReport settled, ACBatchState state)
    {
        (string id, string folder) = (settled.ActivityId, settled.Folder);
        if (state == ACBatchState.Pending)
            return settled.BatchId is not string batch ? null : JournalStore.OptionFor(folder).Length > 0 ? Wait(id, folder) : WaitFor([batch]);
        if (id.Length == 0)
            return null;
        if (state is ACBatchState.Failed or ACBatchState.Interrupted)
            return Repair(id, folder);
        return state is ACBatchState.NotSent or ACBatchState.Unknown ? Resume(id, folder) : null;
    }

    public static string? For(ActivitySnapshot snapshot)
    {
        if (snapshot.State is ActivityState.Running or ActivityState.Completed || snapshot.IsExpired)
            return null;
        (string id, string folder) = (snapshot.Header.Id, snapshot.Folder);
        if (CallHeader.IsCalls(snapshot.Header))
            return snapshot.InputComplete ? ResumeAlone(id, folder) : Remove(id, folder);
        if (snapshot.Header.Kind == ActivityKinds.Export)
            return ResumeAlone(id, folder);
        if (snapshot.NeedsInput && ImportOf(snapshot) is string import)
            return Wait(Path.GetFileName(import), import);
        if (snapshot.NeedsInput && snapshot.Header.SourcePath is null)
            return ResumeWithRows(id, folder);
        if (snapshot.NeedsInput || snapshot.NotSent > 0 || HasRows(snapshot, BatchOutcome.Unknown))
            return Resume(id, folder);
        if (HasRows(snapshot, BatchOutcome.Failed) || HasRows(snapshot, BatchOutcome.Interrupted))
            return Repair(id, folder);
        if (snapshot.Batches.Any(batch => batch.Unknown > 0))
            return Resume(id, folder);
        return snapshot.Pending + snapshot.Owed == 0 ? null : Wait(id, folder);
    }

    /// <summary>The folder of the import that an activity comes after; null for none.</summary>
    public static string? ImportOf(ActivitySnapshot activity) => activity.Header.Settings.TryGetValue(ActivityHeader.FollowUpOf, out string? import) && import is not null
        ? Path.Combine(Path.GetDirectoryName(activity.Folder)!, import)
        : null;

    private static string Remove(string activityId, string folder) => $"Remove-ACActivity{Id(activityId, folder)} -Force";

    private static string Id(string activityId, string folder) => $" -ActivityId {Texts.Quoted(activityId)}{JournalStore.OptionFor(folder)}";

    private static bool HasRows(ActivitySnapshot snapshot, BatchOutcome outcome) => snapshot.Batches.Any(batch => batch.Outcome == outcome && batch.Unknown > 0);
}
