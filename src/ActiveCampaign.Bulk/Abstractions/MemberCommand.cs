using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that changes lists or tags of the contacts that come in, in bulk.</summary>
public abstract class MemberCommand : AccountCommand
{
    private readonly List<IReadOnlyList<SourceRow>> _held = [];
    private ImportSettings _settings = new();
    private ImportPump? _pump;
    private MemberReader? _reader;
    private ImportRun? _run;
    private Dependencies? _dependencies;

    private protected MemberCommand()
    {
    }

    /// <summary>Contacts: objects with an id or an email, addresses, ids, results of imports.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The name the activity goes by.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidatePlainText]
    [ArgumentCompleter(typeof(ActivityNameCompleter))]
    public string? ActivityName { get; set; }

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

    /// <summary>An input without a contact is no error.</summary>
    [Parameter]
    public SwitchParameter AllowEmpty { get; set; }

    /// <summary>A CSV file for the refused contacts, instead of an error for each.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RejectPath { get; set; }

    /// <summary>Waits until the service has ended every batch, and writes the results instead of the batches.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Asks nobody, and replaces a reject file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override JournalStore? Journal => JournalRoot.Open(this, JournalPath);

    /// <summary>Whether all contacts are read before any is looked up or sent.</summary>
    private protected virtual bool ReadsFirst => false;

    /// <summary>What is to be said beside the deed.</summary>
    private protected abstract IEnumerable<string> Remarks { get; }

    /// <summary>What must be settled before the contacts are looked up, beside what -DependsOn names.</summary>
    private protected virtual IEnumerable<string> FindEarlier(JournalStore store) => [];

    /// <summary>Whether the command asks when it has read its input, and sends nothing before.</summary>
    private protected virtual bool AsksAtEnd => false;

    /// <summary>How many contacts may come in; null for any number.</summary>
    private protected virtual long? MaxContacts => null;

    /// <summary>What is done, such as <c>Tag contacts</c>.</summary>
    private protected abstract string Deed { get; }

    /// <summary>What it is done with, such as the names of lists.</summary>
    private protected abstract string Aim { get; }

    /// <summary>What the contacts are to become, on top of what all these commands have.</summary>
    private protected abstract ImportSettings Complete(ImportSettings settings);

    private protected override void Begin()
    {
        string? rejects = RejectPath is null ? null : OutputPath.Resolve(this, RejectPath);
        new PathGuard(this).WritesSeries(nameof(RejectPath), rejects).Check();
        _settings = Settings(rejects);
        LiveConnection live = Live;
        JournalStore store = Journal!;
        OpenNotice.Write(this, live, store);
        _dependencies = Dependencies.Find(this, Current, live, store, DependsOn);
        if (_settings.RejectPath is not null)
            RejectPaths.Check(_settings.RejectPath, append: false, Force, safe: false);
        _run = Await(token => ImportRun.PrepareAsync(live.Service, store, _settings, token, live.Poller));
        _pump = new ImportPump(this, Current, live, _run, _settings, new RejectSink(this) { DropsAll = IsWhatIf && RejectPath is not null }, Wait);
        _reader = new MemberReader(this, Current, ImportPump.ChunkSize, AllowIdOnly) { CountsPeople = IsHeld || MaxContacts is not null };
        if (IsHeld)
            return;
        if (IsWhatIf || Force || ShouldProcess(Describe(null), Describe(null) + "?", Deed))
            Start();
    }

    private protected override void Process() => InputItems.ForEach(InputObject, Take);

    private void Take(PSObject contact)
    {
        if (!(IsHeld || _pump!.IsRunning))
            return;
        if (_reader!.Read(contact) is IReadOnlyList<SourceRow> chunk)
            Take(chunk);
        if (MaxContacts is long limit && _reader.People > limit)
            throw new BulkException(BulkError.MaxCountExceeded, Messages.MaxCountExceeded(limit));
    }

    private protected override void End()
    {
        if (_reader!.TakeRest() is IReadOnlyList<SourceRow> rest)
            Take(rest);
        if (IsHeld && !SendHeld(_held))
            return;
        if (!_pump!.IsRunning)
            return;
        ImportCounts counts = _pump.RunToEnd(StopToken);
        if (IsWhatIf)
            ShouldProcess(Totals(counts), Describe(null), Deed);
    }

    private protected override void Release()
    {
        if (_pump is not null)
            _pump.Dispose();
        else
            _run?.Dispose();
    }

    private bool IsHeld => (AsksAtEnd || ReadsFirst || MaxContacts is not null) && !IsWhatIf;

    private void Take(IReadOnlyList<SourceRow> chunk)
    {
        if (IsHeld)
            _held.Add(chunk);
        else if (_pump!.IsRunning)
            _pump.Feed(chunk, StopToken);
    }

    private bool SendHeld(List<IReadOnlyList<SourceRow>> held)
    {
        string what = Describe(_reader!.People);
        if (held.Count > 0 && !Force && !(AsksAtEnd ? Confirmation.Ask(this, what, Deed) : ShouldProcess(what, what + "?", Deed)))
            return false;
        Start();
        foreach (IReadOnlyList<SourceRow> chunk in held)
            _pump!.Feed(chunk, StopToken);
        return true;
    }

    private void Start()
    {
        if (!IsWhatIf && _settings.RejectPath is not null)
            OutputFile.Try(_settings.RejectPath);
        if (!IsWhatIf && JournalUpkeep.DoubtOnce(Journal!, JournalPath is not null) is string doubt)
            WriteWarning(Messages.JournalNotDurable(doubt));
        if (!IsWhatIf)
        {
            _dependencies!.Wait();
            Dependencies.Find(this, Current, Live, Journal!, FindEarlier(Journal!)).Wait();
        }

        _pump!.Start();
        OpenNotice.Know(_run!.Folder);
        if (!IsWhatIf)
            WriteInformation(Messages.Started(_run.ActivityId, _run.Folder, isFile: false), ["ActiveCampaign.Bulk"]);
    }

    // The importer takes the same contact twice as one, and once is enough for a list or a tag.
    private ImportSettings Settings(string? rejects) => Complete(new ImportSettings
    {
        Match = MatchMode.All,
        Method = ImportMethod.Bulk,
        OnDuplicate = DuplicateMode.KeepFirst,
        Mapping = new MappingSettings { ColumnMap = MemberRows.ColumnMap },
        ActivityName = ActivityName ?? MyInvocation.MyCommand.Name,
        IsNamed = ActivityName is not null,
        Force = Force,
        DependsOn = DependsOn,
        AllowEmpty = AllowEmpty,
        AllowsIdOnly = AllowIdOnly,
        IsRehearsal = IsWhatIf,
        RejectPath = rejects,
        RejectReplace = rejects is not null && RejectPaths.Replaces(rejects, append: false, Force),
    });

    private string Describe(long? contacts) => string.Join("; ", new[]
    {
        $"{Deed}: {(contacts is long count ? $"{count:N0} contacts" : "contacts of the pipeline")} of {(Current.IsSimulator ? "the simulator " : string.Empty)}{Current.Host}",
        Aim,
    }.Where(part => part.Length > 0).Concat(Remarks));

    private string Totals(ImportCounts counts) =>
        $"{Describe(null)}. {counts.Read:N0} contacts read: {counts.NotSent:N0} would be sent in {counts.Formed:N0} {(counts.Formed == 1 ? "batch" : "batches")}, {_pump!.Refusals}, {counts.Superseded:N0} named before; "
        + $"{Durations.About(_pump.LeastTime)} at the service's limits";
}
