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

/// <summary>
/// A command that takes what an import takes, whatever the service: rows, and all that says how they become contacts.
/// </summary>
public abstract partial class ImportCommand : AccountCommand
{
    private protected const string PipelineSet = "Pipeline";
    private protected const string PathSet = "Path";
    private protected const string LiteralPathSet = "LiteralPath";

    private protected ImportCommand()
    {
        _take = Take;
    }

    private protected override JournalStore? Journal => JournalRoot.Open(this, JournalPath);

    /// <summary>The settings with those that only the command's own service has.</summary>
    /// <param name="settings">The settings that every service has.</param>
    /// <param name="from">Those of the activity that -SettingsFrom names; the usual ones without it.</param>
    private protected abstract ImportSettings Complete(ImportSettings settings, ImportSettings from);

    /// <summary>What else is to be said before it happens, in parts.</summary>
    private protected abstract IEnumerable<string> Remarks(ImportSettings settings);

    /// <summary>Whether a parameter was given.</summary>
    private protected bool Given(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>The settings that the parameters make.</summary>
    private protected ImportSettings Settings(bool isRehearsal)
    {
        string? rejects = RejectPath is null ? null : OutputPath.Resolve(this, RejectPath);
        ImportSettings from = SettingsFrom is null ? new ImportSettings() : SettingsOf(SettingsFrom);
        return Complete(new ImportSettings
        {
            Mapping = new MappingSettings
            {
                ColumnMap = Given(nameof(ColumnMap)) ? Hashtables.ToTexts(ColumnMap) : from.Mapping.ColumnMap,
                ValueSeparator = ValueSeparator ?? from.Mapping.ValueSeparator,
                DateFormat = DateFormat ?? from.Mapping.DateFormat,
                OptOutColumn = OptOutColumn ?? from.Mapping.OptOutColumn,
                AllowNewTag = Given(nameof(AllowNewTag)) ? AllowNewTag : from.Mapping.AllowNewTag,
                MaxNewTag = Given(nameof(MaxNewTag)) ? MaxNewTag : from.Mapping.MaxNewTag,
            },
            Lists = Given(nameof(List)) ? List : from.Lists,
            Tags = Given(nameof(Tag)) ? Tag : from.Tags,
            ExcludePaths = Given(nameof(ExcludePath)) ? ExcludePath.Select(path => InputPath.Resolve(this, path)).ToList() : from.ExcludePaths,
            ComparedTo = ComparedTo is null ? null : Baseline(ComparedTo),
            AllowFull = AllowFull,
            OnDuplicate = Given(nameof(OnDuplicate)) ? (DuplicateMode)(int)OnDuplicate : from.OnDuplicate,
            ThrottleLimit = Given(nameof(ThrottleLimit)) ? ThrottleLimit : from.ThrottleLimit,
            ActivityName = ActivityName ?? (SourcePath() is string path ? PlainText.Of(System.IO.Path.GetFileName(path)) : NextCommands.UnnamedImport),
            DependsOn = DependsOn,
            IsNamed = ActivityName is not null || SourcePath() is not null,
            Force = Force,
            OnUnknown = Given(nameof(OnUnknown)) ? (UnknownPolicy)(int)OnUnknown : from.OnUnknown,
            AllowEmpty = AllowEmpty,
            MaxRefused = Given(nameof(MaxRefused)) ? MaxRefused : null,
            Source = SourcePath() is string source ? SourceOf(source, from.Source) : null,
            IsRehearsal = isRehearsal,
            RejectPath = rejects,
            RejectSafe = SafeForSpreadsheet,
            RejectReplace = rejects is not null && RejectPaths.Replaces(rejects, Append, Force),
            HasSettingsFrom = SettingsFrom is not null,
        }, from);
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
        if (settings.DependsOn.Count > 0)
            parts.Add("after every row is settled of " + string.Join(", ", settings.DependsOn));
        if (settings.ComparedTo is string baseline)
            parts.Add(baseline == BaselineSource.Last ? $"only what differs from the last '{settings.ActivityName}'" : $"only what differs from {baseline}");
        parts.AddRange(Remarks(settings));
        return "Import contacts: " + string.Join("; ", parts);
    }

    private InputFile SourceOf(string path, InputFile? before) => new()
    {
        Path = path,
        Delimiter = Delimiter == default ? null : Delimiter,
        Encoding = Encoding ?? (before?.Encoding is null || RowFile.IsWorkbook(path) ? null : before.Encoding),
        WorksheetName = WorksheetName,
        HeaderRow = Given(nameof(HeaderRow)) ? HeaderRow : null,
        HiddenRow = (HiddenRowMode)(int)HiddenRow,
    };

    private ImportSettings SettingsOf(string activityId)
    {
        ActivityHeader header = ActivityFolders.Header(activityId, Journal!);
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

    private string? SourcePath() => ParameterSetName switch
    {
        PathSet => InputPath.Resolve(this, Path!),
        LiteralPathSet => InputPath.ResolveLiteral(this, LiteralPath!),
        _ => null,
    };
}
