using System;
using System.Collections.Generic;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that goes on where a killed, stopped or failed activity ended.</summary>
public abstract partial class ResumeCommand : AccountCommand
{
    private readonly List<ImportPump> _pumps = [];
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private ImportPump? _rows;
    private ImportRun? _run;
    private IRowReader? _reader;
    private bool _declined;
    private bool _anyInput;

    private protected ResumeCommand()
    {
    }

    /// <summary>The id of an activity, or what has one.</summary>
    [Parameter(Position = 0)]
    [ActivityIdTransformation]
    [ArgumentCompleter(typeof(ActivityCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ActivityId { get; set; }

    /// <summary>The name of an activity: the latest one of that name that is open.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActivityNameCompleter))]
    public string? Name { get; set; }

    /// <summary>Activities; or, with -ActivityId or -Name, the rows of the pipeline once more.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The input file, where it is not where it was.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>What is done with rows whose answer was lost; the activity's own choice where nothing is given, and Auto where that was Hold.</summary>
    [Parameter]
    public ACUnknownPolicy OnUnknown { get; set; }

    /// <summary>Requests in flight at most.</summary>
    [Parameter]
    [ValidateRange(1, 16)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>The folder of the journals, where it is not the usual one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>Waits until the service has ended every batch, and writes the results instead of the batches.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    private protected override JournalStore? Journal => JournalRoot.Open(this, JournalPath);

    /// <summary>The call the service is asked to make when a batch has ended; it is not kept, since it may hold a secret.</summary>
    private protected virtual CallbackSettings? Callback => null;

    /// <summary>Goes on with an activity that brings in no rows; false where it does.</summary>
    private protected virtual bool ResumeOther(ActivitySnapshot activity) => false;

    /// <summary>Whether an export may go on.</summary>
    private protected bool AgreesToExport(ActivitySnapshot activity)
    {
        string path = activity.Header.Settings.TryGetValue("path", out string? target) ? target! : activity.Header.Name;
        return ShouldProcess(path, $"Go on with export {activity.Header.Id} of {Current.Host}: {activity.RowsRead:N0} contacts are read");
    }

    /// <summary>Goes on with an export.</summary>
    private protected void RunExport(ExportActivity run)
    {
        using ExportPump export = new(this, Current, run);
        OpenNotice.Know(run.Folder);
        export.RunToEnd(StopToken);
    }

    private protected override void Process()
    {
        if (InputObject is not null && !_declined)
            InputItems.ForEach(InputObject, Take);
    }

    private void Take(PSObject input)
    {
        _anyInput = true;
        if (input.BaseObject is ACActivity activity)
            ResumeGiven(activity.Folder);
        else if (ActivityId is null && Name is null && CopiedActivity.FolderOf(input) is string copied)
            ResumeGiven(copied);
        else if (input.BaseObject is not CCActivity job)
            Feed(input);
        else if (job.Folder.Length == 0)
            WriteError(ErrorRecords.Of(new CommandException(ErrorIds.NameNotFound, Messages.NotOurs(job.BatchId), job.BatchId)));
        else if (_taken.Add(job.Folder))
            ResumeGiven(job.Folder);
    }

    private protected override void End()
    {
        if (!_anyInput && Path is not null && !IsWithoutActivity && FindFolder() is string named && HeaderSettings.ReadAction(JournalReader.Read(named).Header) != ImportAction.Import)
            FeedFile(InputPath.Resolve(this, Path));
        if (_rows is not null)
        {
            if (_reader!.TakeRest() is IReadOnlyList<SourceRow> rest)
                _rows.Feed(rest, StopToken);
            RunToEnd(_rows, _run!);
        }
        else if (!_anyInput && !IsWithoutActivity && FindFolder() is string folder && Start(folder, takesRows: false) is ImportPump pump)
        {
            RunToEnd(pump, _run!);
        }
    }

    private protected override void Release()
    {
        foreach (ImportPump pump in _pumps)
            pump.Dispose();
    }

    private void ResumeGiven(string folder)
    {
        try
        {
            if (Start(folder, takesRows: false) is ImportPump pump)
                RunToEnd(pump, _run!);
        }
        catch (Exception e) when (e is BulkException or CommandException)
        {
            // Several activities may be piped in: one that cannot go on must not keep the others from it.
            WriteError(ErrorRecords.Of(e));
        }
    }

    private void Feed(PSObject row)
    {
        if (_rows is null)
        {
            if (FindFolder() is not string folder)
            {
                _declined = true;
                return;
            }

            _rows = Start(folder, takesRows: true);
            ImportSettings before = HeaderSettings.Read(JournalReader.Read(folder).Header);
            _reader = before.Action == ImportAction.Import
                ? new RowReader(Service, ImportPump.ChunkSize, WriteWarning)
                : new MemberReader(this, Current, ImportPump.ChunkSize, before.AllowsIdOnly);
            _declined = _rows is null;
        }

        if (_rows is not null && _reader!.Read(row) is IReadOnlyList<SourceRow> chunk)
            _rows.Feed(chunk, StopToken);
    }

    // Contacts of a file are found by the names of its columns, as those of the pipeline are.
    private void FeedFile(string path)
    {
        _anyInput = true;
        using RowFile reader = RowFile.Open(new InputFile { Path = path, HiddenRow = RowFile.IsWorkbook(path) ? HiddenRowMode.Include : HiddenRowMode.Fail });
        foreach (SourceRow row in reader.Rows())
        {
            PSObject contact = new();
            for (int i = 0; i < row.Shape.Columns.Count; i++)
                contact.Properties.Add(new PSNoteProperty(row.Shape.Columns[i], i < row.Values.Length ? row.Values[i] : null));
            Feed(contact);
            if (_declined)
                return;
        }
    }

    private string? FindFolder()
    {
        if ((ActivityId is null) == (Name is null))
            throw new CommandException(ErrorIds.ActivityNotNamed, Messages.ActivityNotNamed);
        JournalStore store = Journal!;
        if (Name is not null)
            return ActivityGate.FindOpen(store, Current.Host, Name, DateTimeOffset.UtcNow)?.Folder ?? throw new CommandException(ErrorIds.NameNotFound, Messages.NoOpenActivity(Name), Name);
        string? folder = ActivityFolders.Find(ActivityId!, store);
        if (folder is null && UnbegunActivity.Drop(store, ActivityId!))
        {
            WriteWarning(Messages.NothingBegun(ActivityId!));
            return null;
        }

        return folder ?? throw new CommandException(ErrorIds.NameNotFound, Messages.ActivityNotFound(ActivityId!), ActivityId);
    }

    private ImportPump? Start(string folder, bool takesRows)
    {
        ActivitySnapshot activity = JournalReader.Read(folder);
        if (activity.Header.Host != Current.Host)
            throw ErrorRecords.Mismatch(activity.Header.Host, Current.Host, activity.Header.Id);
        if (activity.DamageText is not null)
            WriteWarning(Messages.Damaged(activity));
        if (activity.State == ActivityState.Completed)
        {
            WriteWarning(Messages.NothingOpen(activity.Header.Id));
            return null;
        }

        if (ResumeOther(activity))
            return null;
        if (activity.Pending == 0 && NextCommands.For(activity) is string next && next == NextCommands.Repair(activity.Header.Id, activity.Folder))
        {
            WriteWarning(Messages.NothingToResume(activity.Header.Id, activity.Folder, activity.Unknown));
            return null;
        }

        if (!ShouldProcess(Describe(activity), Describe(activity) + "?", "Resume an activity"))
            return null;
        if (NextCommands.ImportOf(activity) is string import)
        {
            // Whom it has not got yet the import's journal knows.
            GiveFollowUp(import);
            activity = JournalReader.Read(folder);
            if (activity.State == ActivityState.Completed || activity.NeedsInput)
                return null;
        }

        if (Callback is null && activity.Header.Settings.TryGetValue("callback", out string? callback) && callback is not null)
            WriteWarning(Messages.CallbackNotKept(callback));
        return Open(folder, SettingsFor(activity.Header), takesRows);
    }

    private ImportPump Open(string folder, ImportSettings settings, bool takesRows)
    {
        new PathGuard(this) { IsFixed = true }.Reads(nameof(Path), Path is null ? settings.Source?.Path : InputPath.Resolve(this, Path)).Reads("ExcludePath", [.. settings.ExcludePaths]).WritesSeries("RejectPath", settings.RejectPath).Writes("ResultPath", settings.ResultPath).Writes("BackupPath", settings.BackupPath).Check();
        LiveConnection live = Live;
        Dependencies dependencies = Dependencies.FindAgain(this, Current, live, JournalStore.OfFolder(folder), settings.DependsOn);
        _run = Await(token => ImportRun.ResumeAsync(live.Service, JournalStore.OfFolder(folder), folder, settings, takesRows, token, live.Poller));
        RejectSink rejects = new(this);
        rejects.Follow(folder);
        ImportPump pump = new(this, Current, live, _run, settings, rejects, Wait);
        _pumps.Add(pump);
        dependencies.Wait();
        pump.Start();
        OpenNotice.Know(folder);
        return pump;
    }

    private void RunToEnd(ImportPump pump, ImportRun run)
    {
        (bool lacksInput, string lost) = (run.LacksInput, run.LostRows);
        pump.RunToEnd(StopToken);
        pump.Dispose();
        _pumps.Remove(pump);
        GiveFollowUp(run.Folder);
        if (lacksInput)
            WriteError(ErrorRecords.OfInputNeeded(run.ActivityId, run.Folder, lost));
    }

    // The pipeline brought no activity, so there is nothing to go on with.
    private bool IsWithoutActivity => MyInvocation.ExpectingInput && ActivityId is null && Name is null;

    private bool Given(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>What is going to happen, as a sentence without its end.</summary>
    private protected string Describe(ActivitySnapshot activity) =>
        $"Resume '{activity.Header.Name}' ({activity.Header.Id}) into {(Current.IsSimulator ? "the simulator " : string.Empty)}{Current.Host}: "
        + $"{activity.RowsRead:N0} rows read, {activity.NotSent:N0} not sent, {activity.Unknown:N0} unknown, {activity.Pending:N0} pending"
        + (activity.InputComplete ? string.Empty : "; the input was not read to its end");
}
