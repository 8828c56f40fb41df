using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Reports;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that writes a page of HTML on activities, for people who were not there. It needs no connection and asks nobody.</summary>
public abstract class ReportCommand : BulkCommand
{
    private const string IdSet = "Id";
    private protected const string ActivitySet = "Activity";

    private readonly List<string> _folders = [];

    private protected ReportCommand()
    {
    }

    /// <summary>The page to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Activities from Get-ACActivity.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ActivitySet)]
    [JobTransformation]
    [ActivityTransformation]
    [ValidateNotNull]
    public ACActivity? Activity { get; set; }

    /// <summary>Ids of activities, or what has one.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [ActivityIdTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActivityCompleter))]
    public string[]? ActivityId { get; set; }

    /// <summary>Names refused rows by their addresses, as long as the journal has them.</summary>
    [Parameter]
    public SwitchParameter ShowAddress { get; set; }

    /// <summary>The folder that holds the journals, instead of the usual one.</summary>
    [Parameter(ParameterSetName = IdSet)]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override JournalStore? Journal => JournalRoot.Open(this, JournalPath);

    private protected override void Process()
    {
        if (Activity is not null)
            Add(Activity.ActivityId, Directory.Exists(Activity.Folder) ? Activity.Folder : null);
        foreach (string id in ActivityId ?? [])
            Add(id, ActivityFolders.Find(id, Journal));
    }

    private protected override void End()
    {
        if (_folders.Count == 0)
            return;
        string path = OutputPath.Resolve(this, Path!);
        PathGuard guard = new PathGuard(this).Writes(nameof(Path), path);
        foreach (string folder in _folders)
            guard.IsNeededBy("activity " + System.IO.Path.GetFileName(folder), JournalReader.TryReadHeader(folder)?.SourcePath);
        guard.Check();
        OutputFile.CheckNew(path, Force);
        IReadOnlyList<ReportedActivity> activities = _folders.Select(folder => Reported(ActivityDetail.Read(folder))).ToList();
        if (!ShouldProcess(path, "Write a report on " + string.Join(", ", activities.Select(activity => activity.Activity.Header.Id))))
            return;
        OutputFile.Guard(path, () => WholeFile.Write(path, new ReportPage(activities, ShowAddress, DateTimeOffset.Now).Write));
        WriteObject(new ACActivityReport
        {
            Path = path,
            ActivityId = activities.Select(activity => activity.Activity.Header.Id).ToArray(),
            Rows = activities.Sum(activity => activity.Activity.RowsRead),
            ShowsAddress = ShowAddress,
            Length = new FileInfo(path).Length,
        });
    }

    private static ReportedActivity Reported(ActivityDetail detail)
    {
        ServiceKind service = CommandNames.ServiceOf(detail.Activity.Header);
        bool isLimited = service == ServiceKind.ActiveCampaign && detail.Activity.Batches.Any(batch => batch.BatchId is not null);
        return new ReportedActivity(detail)
        {
            Limit = isLimited ? ServiceLimits.BulkLane : null,
            Steps = ReportMessages.Steps(detail.Activity).Select(step => new ReportStep(step.Text, CommandNames.InOrNull(service, step.Command))).ToList(),
        };
    }

    private void Add(string activityId, string? folder)
    {
        if (folder is null)
            WriteError(ErrorRecords.Of(new CommandException(ErrorIds.NameNotFound, Messages.ActivityNotFound(activityId), activityId)));
        else if (!_folders.Contains(folder))
            _folders.Add(folder);
    }
}
