using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Baselines;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that takes what an import takes: rows, and all that says how they become contacts.</summary>
public abstract partial class RowImportCommand : SessionCommand
{
    private protected const string PipelineSet = "Pipeline";
    private protected const string PathSet = "Path";
    private protected const string LiteralPathSet = "LiteralPath";

    private protected RowImportCommand()
    {
    }

    private protected override JournalStore? Journal => JournalRoot.Open(this, JournalPath);

    /// <summary>The settings that the parameters make.</summary>
    private protected ImportSettings Settings(bool isRehearsal)
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
            IsRehearsal = isRehearsal,
            RejectPath = rejects,
            RejectSafe = SafeForSpreadsheet,
            RejectReplace = rejects is not null && RejectPaths.Replaces(rejects, Append, Force),
            HasSettingsFrom = SettingsFrom is not null,
        };
    }

    /// <summary>Keeps the command from writing into what it reads; to be checked before it does either.</summary>
    private protected PathGuard Paths(ImportSettings settings) => new PathGuard(this)
        .Reads(ParameterSetName == LiteralPathSet ? nameof(LiteralPath) : nameof(Path), settings.Source?.Path)
        .Reads(nameof(ExcludePath), [.. settings.ExcludePaths])
        .Reads(nameof(ComparedTo), settings.ComparedTo is string baseline && System.IO.Path.IsPathRooted(baseline) ? baseline : null)
        .WritesSeries(nameof(RejectPath), settings.RejectPath);

    /// <summary>What the import does, as a sentence without its end.</summary>
    private protected string Describe(ImportSettings settings)
    {
        List<string> parts = [ParameterSetName == PipelineSet ? "rows of the pipeline" : $"'{Path ?? LiteralPath}'"];
        parts.Add("into " + (Current.IsSimulator ? "the simulator " : string.Empty) + Current.Host);
        if (settings.Lists.Count > 0)
            parts.Add("onto " + string.Join(", ", settings.Lists));
        if (settings.UnsubscribeLists.Count > 0)
            parts.Add("off " + string.Join(", ", settings.UnsubscribeLists));
        if (settings.Tags.Count > 0)
            parts.Add("tagged " + string.Join(", ", settings.Tags));
        if (settings.DependsOn.Count > 0)
            parts.Add("after every row is settled of " + string.Join(", ", settings.DependsOn));
        if (settings.ComparedTo is string baseline)
            parts.Add(baseline == BaselineSource.Last ? $"only what differs from the last '{settings.ActivityName}'" : $"only what differs from {baseline}");
        parts.Add(settings.SkipAutomation ? "automations skipped" : "automations run");
        return "Import contacts: " + string.Join("; ", parts);
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
}
