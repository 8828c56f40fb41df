using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that waits until the service has ended batches, and tells what became of every row.</summary>
public abstract class WaitCommand : AccountCommand
{
    private protected const string BatchSet = "Batch";
    private const string ActivitySet = "Activity";
    private const string IdSet = "Id";

    private readonly SortedDictionary<string, string> _folders = new(StringComparer.Ordinal);
    private RejectSink? _rejects;
    private ResultWriter? _results;
    private ResultRequest? _result;
    private bool _isWaiting;

    private protected WaitCommand()
    {
    }

    /// <summary>Batches of an import.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = BatchSet)]
    [BatchTransformation]
    [ValidateNotNull]
    public ACImportBatch? InputObject { get; set; }

    /// <summary>Activities: waits for what is open in them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ActivitySet)]
    [ActivityTransformation]
    [ValidateNotNull]
    public ACActivity? Activity { get; set; }

    /// <summary>The service's handles.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(BatchCompleter))]
    public string[]? BatchId { get; set; }

    /// <summary>Gives up when nothing was accepted and no state changed for so many seconds.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; } = 1800;

    /// <summary>A fixed time between looks; without it the command learns how long batches take.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int PollIntervalSec { get; set; }

    /// <summary>Writes one summary of the whole import, and nothing else.</summary>
    [Parameter]
    public SwitchParameter Summary { get; set; }

    /// <summary>When the import counts as failed: Any, Never, a number of rows, or a percentage.</summary>
    [Parameter]
    [ValidatePattern(FailOnRule.Pattern)]
    [ArgumentCompleter(typeof(FailOnCompleter))]
    public string? FailOn { get; set; }

    /// <summary>A CSV file for all rows of the activity and what became of each; it appears when every row is settled.</summary>
    [Parameter(ParameterSetName = BatchSet)]
    [Parameter(ParameterSetName = ActivitySet)]
    [ValidateNotNullOrEmpty]
    public string? ResultPath { get; set; }

    /// <summary>Replaces a file of -ResultPath that is there.</summary>
    [Parameter(ParameterSetName = BatchSet)]
    [Parameter(ParameterSetName = ActivitySet)]
    public SwitchParameter Force { get; set; }

    private protected override JournalStore? Journal => new();

    /// <summary>Whether it is looked up why the service did not take a row.</summary>
    private protected virtual bool Explains => false;

    private protected override void Begin()
    {
        if (ResultPath is not null)
            _result = ResultRequest.Of(this, ResultPath, Force);
        Live.Poller.Interval = PollIntervalSec > 0 ? TimeSpan.FromSeconds(PollIntervalSec) : null;
        _rejects = new RejectSink(this);
        _results = new ResultWriter(this, Current, Live, _rejects, quiet: Summary, explain: Explains);
    }

    private protected override void Process()
    {
        foreach (BatchReport batch in Batches())
        {
            if (batch.Host != Current.Host)
                throw ErrorRecords.Mismatch(batch.Host, Current.Host, batch.ActivityId);
            if (batch.Folder.Length > 0)
                Know(batch.ActivityId, batch.Folder);
            _results!.Add(batch);
        }

        _results!.WriteReady();
    }

    private protected override void End()
    {
        _isWaiting = true;
        int open = _results!.WriteToEnd(TimeSpan.FromSeconds(TimeoutSec), StopToken);
        _isWaiting = false;
        _rejects!.Complete();
        _results.Dispose();
        _results = null;
        IReadOnlyCollection<string> rejectFiles = _rejects.Paths;
        _rejects.Close();
        Waited();
        if (open > 0)
            WriteWarning(Messages.StillRunning(open, GoOn()));
        foreach (string folder in _folders.Values)
            GiveFollowUp(folder);
        if (Summary || FailOn is not null)
            Judge(rejectFiles, open > 0);
    }

    private protected override void Release()
    {
        if (_isWaiting)
            TellStopped(() => Messages.StillRunning(_results!.Open, GoOn()));
        _results?.Dispose();
        _rejects?.Dispose();
    }

    private void Know(string activityId, string folder)
    {
        _folders[activityId] = folder;
        _result?.Ask(folder);
    }

    /// <summary>Nothing is waited for any more.</summary>
    private protected virtual void Waited()
    {
    }

    // A batch that another program sent is in no journal here: it is named by its handle again.
    private string GoOn() => _folders.Count > 0 ? string.Join("; ", _folders.Select(activity => NextCommands.Wait(activity.Key, activity.Value))) : NextCommands.WaitFor(BatchId!);

    private IEnumerable<BatchReport> Batches()
    {
        if (InputObject is not null)
            return [InputObject.Report];
        if (Activity is null)
            return BatchId!.Select(id => JournaledBatches.Find(new JournalStore(), Current.Host, id)).ToList();
        if (Activity.Host != Current.Host)
        {
            // Activities of all accounts come out of Get-ACActivity: the others are still waited for.
            WriteError(ErrorRecords.Of(ErrorRecords.Mismatch(Activity.Host, Current.Host, Activity)));
            return [];
        }

        Know(Activity.ActivityId, Activity.Folder);
        _rejects!.Follow(Activity.Folder);
        return JournaledBatches.Of(JournalReader.Read(Activity.Folder));
    }

    /// <summary>Judges the whole import by its journal, not by the objects that happened to be piped.</summary>
    private void Judge(IReadOnlyCollection<string> rejectFiles, bool isOpen)
    {
        List<ActivitySnapshot> snapshots = _folders.Values.Select(JournalReader.Read).ToList();
        FailOnRule rule = FailOnRule.Parse(FailOn ?? "Any");
        List<ActivitySnapshot> followUps = snapshots.SelectMany(JournalReader.FollowUpsOf).ToList();
        long read = snapshots.Sum(snapshot => snapshot.RowsRead);
        long failed = snapshots.Concat(followUps).Sum(snapshot => snapshot.Failed);
        bool trips = rule.Trips(failed, read);
        ACImportSummary summary = Mapping.ToSummary(snapshots, followUps, ExitCodes.Of([.. snapshots, .. followUps], trips, isOpen), Live.Account.Clock.GetUtcNow());
        if (Summary)
            WriteObject(summary);
        if (trips && FailOn is not null)
            WriteError(ErrorRecords.OfFailOn(failed, read, rule.Text, rejectFiles, summary));
    }
}
