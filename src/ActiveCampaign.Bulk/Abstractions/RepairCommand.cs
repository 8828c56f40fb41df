using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Repair;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that finds the rows for which the service ended batches as failed or interrupted, and brings in the others.</summary>
public abstract class RepairCommand : AccountCommand
{
    private protected const string ResultSet = "Result";
    private const string ActivitySet = "Activity";

    private readonly SortedDictionary<string, HashSet<int>?> _todo = new(StringComparer.Ordinal);
    private RepairPump? _pump;

    private protected RepairCommand()
    {
    }

    /// <summary>Results of waiting. Those that are neither failed nor interrupted pass through.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ResultSet)]
    [ResultTransformation]
    [ValidateNotNull]
    public ACImportResult? InputObject { get; set; }

    /// <summary>Activities: all that failed in them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ActivitySet)]
    [ActivityTransformation]
    [ValidateNotNull]
    public ACActivity? Activity { get; set; }

    /// <summary>Import requests at the most; what is left then stays as it was.</summary>
    [Parameter]
    [ValidateRange(1, 100000)]
    public int MaxRequest { get; set; } = 500;

    /// <summary>Gives up on a batch whose state did not change for so many seconds.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; } = 1800;

    private protected override JournalStore? Journal => new();

    private protected override void Process()
    {
        if (Activity is not null)
            Add(Activity.Host, Activity.Folder, null, Activity);
        else if (InputObject!.State is ACBatchState.Failed or ACBatchState.Interrupted && InputObject.Folder.Length > 0)
            Add(InputObject.Host, InputObject.Folder, InputObject.BatchNumber, InputObject);
        else
            WriteObject(InputObject);
    }

    private protected override void End()
    {
        foreach (KeyValuePair<string, HashSet<int>?> activity in _todo)
        {
            try
            {
                Repair(activity.Key, activity.Value);
            }
            catch (BulkException e) when (_todo.Count > 1 && e.Error != BulkError.ServiceFailing)
            {
                // One activity that cannot be repaired must not keep the others from it.
                WriteError(ErrorRecords.Of(e));
            }
        }
    }

    private protected override void Release() => _pump?.Dispose();

    private void Add(string host, string folder, int? batch, object target)
    {
        if (host != Current.Host)
            throw ErrorRecords.Mismatch(host, Current.Host, target);
        if (batch is null)
            _todo[folder] = null;
        else if (!_todo.TryGetValue(folder, out HashSet<int>? batches))
            _todo[folder] = [batch.Value];
        else
            batches?.Add(batch.Value);
    }

    private void Repair(string folder, HashSet<int>? batches)
    {
        RepairPlan plan = RepairPlan.Read(folder, batches);
        if (plan.Batches == 0)
        {
            if (batches is not null)
                WriteWarning(Messages.NothingToRepair(plan.Activity.Header.Id, folder));
            else if (NextCommands.For(JournalReader.Read(folder)) is string next)
                WriteWarning(Messages.NoRepair(plan.Activity.Header.Id, next));
            return;
        }

        ImportSettings import = HeaderSettings.Read(plan.Activity.Header);
        if (!ShouldProcess(Describe(plan, import), Describe(plan, import) + "?", "Repair an import"))
            return;
        LiveConnection live = Live;
        RepairSettings settings = new() { Import = import, Batches = batches, MaxRequests = MaxRequest, Timeout = TimeSpan.FromSeconds(TimeoutSec) };
        RepairRun run = Await(token => RepairRun.PrepareAsync(live.Poller, folder, settings, token));
        using RepairPump pump = _pump = new RepairPump(this, Current, run, folder);
        pump.RunToEnd(StopToken);
        _pump = null;
        GiveFollowUp(folder);
    }

    private string Describe(RepairPlan plan, ImportSettings import) =>
        $"Repair '{plan.Activity.Header.Name}' ({plan.Activity.Header.Id}) at {(Current.IsSimulator ? "the simulator " : string.Empty)}{Current.Host}: "
        + $"{plan.Rows:N0} rows in {(plan.Batches == 1 ? "one batch" : $"{plan.Batches:N0} batches")}; at the worst {plan.WorstCase(import.SkipAutomation, MaxRequest):N0} calls{Remark(import)}";

    /// <summary>What else is to be said before it happens.</summary>
    private protected virtual string Remark(ImportSettings import) => string.Empty;
}
