using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Service.Calls;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that makes calls for contacts one by one, after it has read and looked up all of them.</summary>
public abstract class ContactCallCommand : SessionCommand
{
    private const int ChunkSize = 250;
    private const int TickMs = 100;

    private readonly DeletedRows _deleted = new();
    private List<ContactReference> _chunk = [];
    private CallPlan? _plan;
    private CallPump? _pump;
    private ProgressMeter? _progress;
    private long _rows;

    private protected ContactCallCommand()
    {
    }

    /// <summary>Contacts: an address, an id, or objects with <c>id</c> or <c>email</c>, such as rows of Import-Csv.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>An input without a row is no error.</summary>
    [Parameter]
    public SwitchParameter AllowEmpty { get; set; }

    /// <summary>Takes rows that have an id and no column of addresses, so that nothing shows whose ids they are.</summary>
    [Parameter]
    public SwitchParameter AllowIdOnly { get; set; }

    /// <summary>Activities that must have every row settled before this begins: their ids, or the activities themselves.</summary>
    [Parameter]
    [ActivityIdTransformation]
    [ArgumentCompleter(typeof(ActivityCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] DependsOn { get; set; } = [];

    /// <summary>The folder that holds the journals, instead of the usual one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    private protected override JournalStore? Journal => JournalRoot.Open(this, JournalPath);

    /// <summary>What is to be done.</summary>
    private protected abstract CallSettings Settings { get; }

    /// <summary>What is going to happen, as a sentence without its end.</summary>
    private protected abstract string Describe(CallPlanCounts counts);

    /// <summary>Whether it may happen.</summary>
    private protected abstract bool Agree(string description);

    private protected override void Begin()
    {
        CallSettings settings = Settings;
        new PathGuard(this).WritesSeries("BackupPath", settings.BackupPath).Writes("SuppressionPath", settings.SuppressionPath).Check();
        LiveConnection live = Live;
        JournalStore store = Journal!;
        OpenNotice.Write(this, live, store);
        Dependencies dependencies = Dependencies.Find(this, Current, live, store, DependsOn);
        _progress = new ProgressMeter(this, "Looking up contacts", live.Account);

        // Contacts are looked up as they come in, and what is waited for may make them.
        if (!IsWhatIf)
            dependencies.Wait();
        _plan = Await(token => CallPlan.OpenAsync(live.Poller, store, settings, token));
        if (!IsWhatIf && JournalUpkeep.DoubtOnce(store, JournalPath is not null) is string doubt)
            WriteWarning(Messages.JournalNotDurable(doubt));
    }

    private protected override void Process() => InputItems.ForEach(InputObject, Take);

    private void Take(PSObject contact)
    {
        if (_deleted.Pass(contact, WriteWarning) || ContactInput.Read(contact, _rows + 1, Current, AllowIdOnly) is not ContactReference read)
            return;
        _rows++;
        _chunk.Add(read);
        if (_chunk.Count == ChunkSize)
            LookUp();
    }

    private protected override void End()
    {
        LookUp();
        Wait(_plan!.CompleteAsync);
        _progress!.Complete();
        CallPlanCounts counts = _plan.Counts;
        string description = Describe(counts) + About(counts, _plan.Duration);
        if (IsWhatIf)
            ShouldProcess(description, description, Caption);
        else if (counts.Found == 0 || Agree(description))
            Run();
    }

    private protected override void Release()
    {
        try
        {
            _pump?.Dispose();
            _plan?.Dispose();
        }
        catch (BulkException)
        {
            // The command has ended, and nothing was done to anybody: what is left of the journal says so.
        }
    }

    /// <summary>What else is to be said before it happens.</summary>
    private protected virtual string Remark => string.Empty;

    /// <summary>The title of the question.</summary>
    private protected abstract string Caption { get; }

    /// <summary>The account, as it is named to people.</summary>
    private protected string Account => (Current.IsSimulator ? "the simulator " : string.Empty) + Current.Host;

    private void LookUp()
    {
        List<ContactReference> chunk = _chunk;
        _chunk = [];
        if (chunk.Count > 0)
            Wait(token => _plan!.AddAsync(chunk, token));
    }

    private void Run()
    {
        if (Await(_ => _plan!.ConfirmAsync()) is not CallRun run)
            return;

        // Whatever ends the command from here on, the run lets go of its journal.
        _pump = new CallPump(this, Current, run);
        OpenNotice.Know(run.Folder);
        WriteInformation(Messages.CallsStarted(run.ActivityId, run.Folder), ["ActiveCampaign.Bulk"]);
        _pump.RunToEnd(StopToken);
    }

    // Looking up takes as long as the service's limit makes it; meanwhile there is progress.
    private void Wait(Func<CancellationToken, Task> work)
    {
        Task running = Task.Run(() => work(StopToken));
        try
        {
            while (Task.WaitAny([running], TickMs) < 0)
                ShowLookUp();
        }
        finally
        {
            // A stop may come out of the progress: the plan must not be released under the work.
            Task.WaitAny(running);
        }

        running.GetAwaiter().GetResult();
    }

    private void ShowLookUp()
    {
        CallPlanCounts counts = _plan!.Counts;
        if (_progress!.IsDue)
            _progress.Show(counts.Read, null, string.Format(CultureInfo.CurrentCulture, "{0:N0} rows read, {1:N0} contacts found", counts.Read, counts.Found));
    }

    private string About(CallPlanCounts counts, TimeSpan duration)
    {
        List<string> parts = [$"about {Durations.Text(duration)}"];
        if (counts.Missing > 0)
            parts.Add($"{counts.Missing:N0} not in the account");
        if (counts.Repeated > 0)
            parts.Add($"{counts.Repeated:N0} named twice");
        if (counts.Mismatched > 0)
            parts.Add($"{counts.Mismatched:N0} refused, since id and address do not belong together");
        if (counts.Invalid > 0)
            parts.Add($"{counts.Invalid:N0} refused, since their text is no address");
        return $" ({string.Join("; ", parts)}){Remark}";
    }
}
