using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Baselines;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Imports contacts in bulk.</summary>
[Cmdlet(VerbsData.Import, "ACContact", DefaultParameterSetName = PipelineSet, SupportsShouldProcess = true)]
[OutputType(typeof(ACImportBatch), typeof(ACImportResult))]
public sealed partial class ImportACContactCommand : SessionCommand
{
    private const string PipelineSet = "Pipeline";
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly Action<PSObject> _take;
    private ImportSettings _settings = new();
    private ImportPump? _pump;
    private RowReader? _reader;

    /// <summary>Makes the command.</summary>
    public ImportACContactCommand()
    {
        _take = Take;
    }

    /// <summary>Rows: objects with properties, hashtables, data rows.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipelineSet)]
    public PSObject? InputObject { get; set; }

    /// <summary>A CSV file; wildcards that match one file are fine.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>A CSV file, its name taken as it is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>What separates the cells of the file; found in its header where nothing is given.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    public char Delimiter { get; set; }

    /// <summary>The encoding of a file without byte order mark; UTF-8 where nothing is given.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [Parameter(ParameterSetName = LiteralPathSet)]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    [ValidateNotNull]
    public Encoding? Encoding { get; set; }

    /// <summary>Column to field, for columns that do not find theirs by name; $null leaves a column out.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable ColumnMap { get; set; } = [];

    /// <summary>Lists to subscribe every row to, by name or id.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] List { get; set; } = [];

    /// <summary>Lists to unsubscribe every row from, by name or id.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] UnsubscribeList { get; set; } = [];

    /// <summary>Tags for every row, by name or id.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Tag { get; set; } = [];

    /// <summary>What separates several values in a cell, instead of the usual characters.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ValueSeparator { get; set; }

    /// <summary>The .NET format of dates that are not ISO.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DateFormat { get; set; }

    /// <summary>Allows names of tags that do not exist; the service creates them for good.</summary>
    [Parameter]
    public SwitchParameter AllowNewTag { get; set; }

    /// <summary>How many new tags at the most.</summary>
    [Parameter]
    [ValidateRange(1, 10000)]
    public int MaxNewTag { get; set; } = 10;

    /// <summary>Tells the service to run no automation.</summary>
    [Parameter]
    public SwitchParameter SkipAutomation { get; set; }

    /// <summary>Columns whose blank cells clear the value.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ClearColumn { get; set; } = [];

    /// <summary>Lets a column of -ClearColumn be blank in every row.</summary>
    [Parameter]
    public SwitchParameter AllowClearAll { get; set; }

    /// <summary>The column that says who has opted out: such rows are unsubscribed and never subscribed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OptOutColumn { get; set; }

    /// <summary>Files of addresses, or of their SHA-256, that are never imported.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ExcludePath { get; set; } = [];

    /// <summary>Sends only the rows that differ from what was confirmed before: by the last imports of this name, by an activity, or by an exported file.</summary>
    [Parameter]
    [ActivityIdTransformation]
    [ArgumentCompleter(typeof(ComparedToCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ComparedTo { get; set; }

    /// <summary>Sends everything where there is nothing to compare with.</summary>
    [Parameter]
    public SwitchParameter AllowFull { get; set; }

    /// <summary>What becomes of rows whose address came before: Sequence, KeepFirst, KeepLast (with a file) or Refuse.</summary>
    [Parameter]
    public ACDuplicateMode OnDuplicate { get; set; }

    /// <summary>The route: Auto, Bulk (the importer) or Single (one contact a call).</summary>
    [Parameter]
    public ACImportMethod Method { get; set; }

    /// <summary>Contacts in a batch.</summary>
    [Parameter]
    [ValidateRange(2, ServiceLimits.MaxContacts)]
    public int BatchSize { get; set; } = ServiceLimits.MaxContacts;

    /// <summary>So many rows are sent, awaited and read back before the others.</summary>
    [Parameter]
    [ValidateRange(1, ServiceLimits.MaxContacts)]
    public int Canary { get; set; }

    /// <summary>Requests in flight at most.</summary>
    [Parameter]
    [ValidateRange(1, 16)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>Activities that must have every row settled before anything is sent.</summary>
    [Parameter]
    [ActivityIdTransformation]
    [ArgumentCompleter(typeof(ActivityCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] DependsOn { get; set; } = [];

    /// <summary>The name the activity goes by; the file's name where nothing is given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidatePlainText]
    public string? ActivityName { get; set; }

    /// <summary>The folder that holds the journals, instead of the usual one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>What is done with rows whose answer was lost: Auto, Resend, Check or Hold.</summary>
    [Parameter]
    public ACUnknownPolicy OnUnknown { get; set; }

    /// <summary>What is done when an activity of this name has rows that are not settled: Fail, or Resume it.</summary>
    [Parameter]
    public ACOpenMode IfOpen { get; set; }

    /// <summary>An input without a row is no error.</summary>
    [Parameter]
    public SwitchParameter AllowEmpty { get; set; }

    /// <summary>Ends the import when more rows are refused.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long MaxRefused { get; set; }

    /// <summary>A CSV file for the refused rows, instead of an error for each.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RejectPath { get; set; }

    /// <summary>Adds to the file of -RejectPath when it is there.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Escapes cells of that file which a spreadsheet would run as a formula.</summary>
    [Parameter]
    public SwitchParameter SafeForSpreadsheet { get; set; }

    /// <summary>Runs for each refused row, which is $_, instead of an error.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? RejectAction { get; set; }

    /// <summary>An activity whose settings are taken over; parameters that are given win.</summary>
    [Parameter]
    [ActivityIdTransformation]
    [ArgumentCompleter(typeof(ActivityCompleter))]
    [ValidateNotNullOrEmpty]
    public string? SettingsFrom { get; set; }

    /// <summary>Where the service calls when a batch has ended.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? CallbackUri { get; set; }

    /// <summary>What it sends along in the body.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable CallbackParameter { get; set; } = [];

    /// <summary>What it sends along as headers.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable CallbackHeader { get; set; } = [];

    /// <summary>Waits until the service has ended every batch, and writes the results instead of the batches.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Asks nobody, and replaces a reject file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override JournalStore? Journal => JournalRoot.Open(this, JournalPath);

    private protected override void Begin()
    {
        ImportSettings settings = _settings = Settings();
        CheckPaths(settings);
        LiveConnection live = Live;
        JournalStore store = Journal!;
        Dependencies dependencies = Dependencies.Find(this, Current, live, store, settings.DependsOn);
        ActivitySnapshot? open = FindOpen(store, settings);
        if (open is not null)
            OpenNotice.Know(open.Folder);
        OpenNotice.Write(this, live, store);
        if (open is not null && settings.Source is not null && !IsSameFile(open))
        {
            Finish(open, live);
            open = null;
        }

        if (settings.RejectPath is not null && open is null)
            RejectPaths.Check(settings.RejectPath, Append, Force, SafeForSpreadsheet);
        ImportRun run = open is not null ? Resume(open, live) : Prepare(store);
        if (open is not null)
            WriteWarning(Messages.GoesOn(open.Header.Name, open.Header.Id));
        _pump = PumpOf(run);
        _reader = new RowReader(ImportPump.ChunkSize, WriteWarning);
        if (!IsWhatIf && !Force && !ShouldProcess(Describe(), Describe() + "?", "Import contacts"))
        {
            _pump.Decline();
            return;
        }

        if (!IsWhatIf && dependencies.Wait() && settings.ComparedTo is not null && open is null)
        {
            // What is compared with may have changed meanwhile.
            _pump.Dispose();
            _pump = PumpOf(run = Prepare(store));
        }

        if (!IsWhatIf && settings.RejectPath is not null && open is null)
            RejectPaths.Try(settings.RejectPath);
        if (!IsWhatIf && JournalUpkeep.DoubtOnce(store, JournalPath is not null) is string doubt)
            WriteWarning(Messages.JournalNotDurable(doubt));
        _pump.Start();
        OpenNotice.Know(run.Folder);
        if (!IsWhatIf)
            WriteInformation(Messages.Started(run.ActivityId, run.Folder, settings.Source is not null), ["ActiveCampaign.Bulk"]);
    }

    private protected override void Process()
    {
        if (_pump!.IsRunning)
            InputItems.ForEach(InputObject, _take);
    }

    private void Take(PSObject row)
    {
        if (_reader!.Read(row) is IReadOnlyList<SourceRow> chunk)
            _pump!.Feed(chunk, StopToken);
    }

    private protected override void End()
    {
        if (!_pump!.IsRunning)
            return;
        if (_reader!.TakeRest() is IReadOnlyList<SourceRow> rest)
            _pump.Feed(rest, StopToken);
        ImportCounts counts = _pump.RunToEnd(StopToken);
        if (IsWhatIf)
            ShouldProcess(Totals(counts), Describe(), "Import contacts");
    }

    private protected override void Release() => _pump?.Dispose();

    private void CheckPaths(ImportSettings settings) => new PathGuard(this)
        .Reads(ParameterSetName == LiteralPathSet ? nameof(LiteralPath) : nameof(Path), settings.Source?.Path)
        .Reads(nameof(ExcludePath), [.. settings.ExcludePaths])
        .Reads(nameof(ComparedTo), settings.ComparedTo is string baseline && System.IO.Path.IsPathRooted(baseline) ? baseline : null)
        .WritesSeries(nameof(RejectPath), settings.RejectPath)
        .Check();

    private ImportRun Prepare(JournalStore store)
    {
        LiveConnection live = Live;
        return Await(token => ImportRun.PrepareAsync(live.Service, store, _settings, token, live.Poller));
    }

    private ImportPump PumpOf(ImportRun run)
    {
        RejectSink rejects = new(this, RejectAction) { DropsAll = IsWhatIf && (RejectPath is not null || RejectAction is not null) };
        return new ImportPump(this, Current, Live, run, _settings, rejects, Wait);
    }

    private ImportSettings Settings()
    {
        string? rejects = RejectPath is null ? null : OutputPath.Resolve(this, RejectPath);
        ImportSettings from = SettingsFrom is null ? new ImportSettings() : SettingsOf(SettingsFrom);
        return new ImportSettings
        {
            Mapping = new MappingSettings
            {
                ColumnMap = Given(nameof(ColumnMap)) ? Hashtables.ToTexts(ColumnMap) : from.Mapping.ColumnMap,
                ClearColumns = Given(nameof(ClearColumn)) ? ClearColumn : from.Mapping.ClearColumns,
                ValueSeparator = ValueSeparator ?? from.Mapping.ValueSeparator,
                DateFormat = DateFormat ?? from.Mapping.DateFormat,
                OptOutColumn = OptOutColumn ?? from.Mapping.OptOutColumn,
                AllowNewTag = Given(nameof(AllowNewTag)) ? AllowNewTag : from.Mapping.AllowNewTag,
                MaxNewTag = Given(nameof(MaxNewTag)) ? MaxNewTag : from.Mapping.MaxNewTag,
            },
            Lists = Given(nameof(List)) ? List : from.Lists,
            UnsubscribeLists = Given(nameof(UnsubscribeList)) ? UnsubscribeList : from.UnsubscribeLists,
            Tags = Given(nameof(Tag)) ? Tag : from.Tags,
            SkipAutomation = Given(nameof(SkipAutomation)) ? SkipAutomation : from.SkipAutomation,
            ExcludePaths = Given(nameof(ExcludePath)) ? ExcludePath.Select(path => InputPath.Resolve(this, path)).ToList() : from.ExcludePaths,
            ComparedTo = ComparedTo is null ? null : Baseline(ComparedTo),
            AllowFull = AllowFull,
            AllowClearAll = AllowClearAll,
            OnDuplicate = Given(nameof(OnDuplicate)) ? (DuplicateMode)(int)OnDuplicate : from.OnDuplicate,
            Method = Given(nameof(Method)) ? (ImportMethod)(int)Method : from.Method,
            BatchSize = Given(nameof(BatchSize)) ? BatchSize : from.BatchSize,
            Canary = Canary,
            ThrottleLimit = Given(nameof(ThrottleLimit)) ? ThrottleLimit : from.ThrottleLimit,
            ActivityName = ActivityName ?? (SourcePath() is string path ? PlainText.Of(System.IO.Path.GetFileName(path)) : "import"),
            DependsOn = DependsOn,
            IsNamed = ActivityName is not null || SourcePath() is not null,
            Force = Force,
            OnUnknown = Given(nameof(OnUnknown)) ? (UnknownPolicy)(int)OnUnknown : from.OnUnknown,
            AllowEmpty = AllowEmpty,
            MaxRefused = Given(nameof(MaxRefused)) ? MaxRefused : null,
            Callback = Callbacks.Of(CallbackUri, CallbackParameter, CallbackHeader),
            Source = SourcePath() is string source ? new CsvSettings { Path = source, Delimiter = Delimiter == default ? null : Delimiter, Encoding = Encoding ?? from.Source?.Encoding } : null,
            IsRehearsal = IsWhatIf,
            RejectPath = rejects,
            RejectSafe = SafeForSpreadsheet,
            RejectReplace = rejects is not null && RejectPaths.Replaces(rejects, Append, Force),
            HasSettingsFrom = SettingsFrom is not null,
        };
    }

    private ImportSettings SettingsOf(string activityId)
    {
        ActivityHeader header = ActivityFolders.Header(activityId);
        if (header.Host != Current.Host)
            throw ErrorRecords.Mismatch(header.Host, Current.Host, activityId);
        if (header.Kind != ActivityKinds.Import)
            throw new BulkException(BulkError.SettingsConflict, Messages.SettingsOfOther(activityId), activityId);
        return HeaderSettings.Read(header);
    }

    private string Baseline(string comparedTo)
    {
        if (string.Equals(comparedTo, BaselineSource.Last, StringComparison.OrdinalIgnoreCase))
            return BaselineSource.Last;
        if (ActivityFolders.Find(comparedTo, Journal) is not string folder)
            return ExportFile(comparedTo);
        ActivityHeader header = JournalReader.Read(folder).Header;
        return header.Host == Current.Host ? header.Id : throw ErrorRecords.Mismatch(header.Host, Current.Host, header.Id);
    }

    private string ExportFile(string path)
    {
        string resolved = InputPath.Resolve(this, path);
        return File.Exists(resolved) ? System.IO.Path.GetFullPath(resolved) : throw new CommandException(ErrorIds.NameNotFound, Messages.NothingToCompare(path), path);
    }

    private bool Given(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private string? SourcePath() => ParameterSetName switch
    {
        PathSet => InputPath.Resolve(this, Path!),
        LiteralPathSet => InputPath.ResolveLiteral(this, LiteralPath!),
        _ => null,
    };

    private string Describe()
    {
        List<string> parts = [ParameterSetName == PipelineSet ? "rows of the pipeline" : $"'{Path ?? LiteralPath}'"];
        parts.Add("into " + (Current.IsSimulator ? "the simulator " : string.Empty) + Current.Host);
        if (_settings.Lists.Count > 0)
            parts.Add("onto " + string.Join(", ", _settings.Lists));
        if (_settings.UnsubscribeLists.Count > 0)
            parts.Add("off " + string.Join(", ", _settings.UnsubscribeLists));
        if (_settings.Tags.Count > 0)
            parts.Add("tagged " + string.Join(", ", _settings.Tags));
        if (_settings.DependsOn.Count > 0)
            parts.Add("after every row is settled of " + string.Join(", ", _settings.DependsOn));
        if (_settings.ComparedTo is string baseline)
            parts.Add(baseline == BaselineSource.Last ? $"only what differs from the last '{_settings.ActivityName}'" : $"only what differs from {baseline}");
        parts.Add(_settings.SkipAutomation ? "automations skipped" : "automations run");
        return "Import contacts: " + string.Join("; ", parts);
    }

    private string Totals(ImportCounts counts) =>
        $"{Describe()}. {counts.Read:N0} rows read: {counts.NotSent:N0} would be sent in {counts.Formed:N0} batches, {counts.Refused:N0} refused, {counts.Superseded:N0} superseded{(_settings.ComparedTo is null ? string.Empty : $", {counts.Unchanged:N0} unchanged")}; "
        + $"{counts.NewTags:N0} new tags; about {_pump!.LeastTime.TotalMinutes:N0} min at the service's limits";
}
