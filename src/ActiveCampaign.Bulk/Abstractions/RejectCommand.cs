using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that writes the refused rows of activities to a CSV file that can be corrected and imported. It asks nobody.</summary>
public abstract class RejectCommand : BulkCommand
{
    private const string IdSet = "Id";
    private protected const string ActivitySet = "Activity";

    private readonly SortedDictionary<string, string> _folders = new(StringComparer.Ordinal);

    private protected RejectCommand()
    {
    }

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The activities.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ActivitySet)]
    [JobTransformation]
    [ValidateNotNull]
    public ACActivity? Activity { get; set; }

    /// <summary>Ids of activities, or what has one.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [ActivityIdTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActivityCompleter))]
    public string[]? ActivityId { get; set; }

    /// <summary>The folder that holds the journals, instead of the usual one.</summary>
    [Parameter(ParameterSetName = IdSet)]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Adds to a reject file that is there.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Escapes cells which a spreadsheet would run as a formula.</summary>
    [Parameter]
    public SwitchParameter SafeForSpreadsheet { get; set; }

    /// <summary>Replaces a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override JournalStore? Journal => JournalRoot.Open(this, JournalPath);

    private protected override void Begin() => new PathGuard(this).WritesSeries(nameof(Path), OutputPath.Resolve(this, Path!)).Check();

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
        PathGuard guard = new PathGuard(this).WritesSeries(nameof(Path), path);
        foreach (KeyValuePair<string, string> activity in _folders)
            guard.IsNeededBy("activity " + activity.Key, JournalReader.TryReadHeader(activity.Value)?.SourcePath);
        guard.Check();
        RejectPaths.Check(path, Append, Force, SafeForSpreadsheet);
        if (!ShouldProcess(path, $"Export the refused rows of {string.Join(", ", _folders.Keys)}"))
            return;
        List<string> written = [];
        foreach ((string file, long rows) in Append ? AddTo(path, written) : Replace(path, written))
            WriteObject(new ACRejectFile { Path = file, Rows = rows, ActivityId = [.. written], IsSafeForSpreadsheet = SafeForSpreadsheet, Length = new FileInfo(file).Length });
    }

    private IReadOnlyList<(string Path, long Rows)> AddTo(string path, List<string> written)
    {
        using RejectWriter writer = new(path, SafeForSpreadsheet, Dialect);
        WriteTo(writer, written);
        writer.Close();
        return writer.Files;
    }

    // Where nothing is to be written, the files that are there stay.
    private IReadOnlyList<(string Path, long Rows)> Replace(string path, List<string> written)
    {
        using RejectReplacement replacement = new(path, SafeForSpreadsheet, Guid.NewGuid().ToString("N").Substring(0, 8), Dialect);
        WriteTo(replacement.Writer, written);
        return written.Count > 0 ? replacement.Complete() : [];
    }

    // As the input of the first of the activities was written.
    private CsvDialect? Dialect
    {
        get
        {
            CsvDialect[] dialects = _folders.Values.Select(JournalReader.TryReadHeader).OfType<ActivityHeader>().Select(HeaderSettings.ReadDialect).ToArray();
            return dialects.Length == 0 ? null : dialects[0] with { TellsAbsent = dialects.Any(dialect => dialect.TellsAbsent) };
        }
    }

    private void WriteTo(RejectWriter writer, List<string> written) =>
        written.AddRange(_folders.Where(activity => Export(writer, activity.Key, activity.Value)).Select(activity => activity.Key));

    private void Add(string activityId, string? folder)
    {
        if (folder is null)
            WriteError(ErrorRecords.Of(new CommandException(ErrorIds.NameNotFound, Messages.ActivityNotFound(activityId), activityId)));
        else
            _folders[System.IO.Path.GetFileName(folder)] = folder;
    }

    private bool Export(RejectWriter writer, string activityId, string folder)
    {
        long added = 0;
        long expired = 0;
        foreach ((JournaledRefusal refusal, string? batchId) in RefusedRows.ReadWithHandles(folder))
        {
            StopToken.ThrowIfCancellationRequested();
            if (!writer.Add(activityId, refusal.Row, batchId))
                continue;
            added++;
            expired += refusal.HasCells ? 0 : 1;
        }

        if (added == 0)
            WriteWarning(Messages.NoRejects(activityId));
        if (expired > 0)
            WriteWarning(Messages.RejectsExpired(activityId, expired));
        return added > 0;
    }
}
