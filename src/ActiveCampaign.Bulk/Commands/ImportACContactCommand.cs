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
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;
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
            OutputFile.Try(settings.RejectPath);
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
