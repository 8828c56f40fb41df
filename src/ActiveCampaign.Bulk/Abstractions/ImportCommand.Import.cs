using System;
using System.Collections.Generic;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Results;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <content>What an import does with it, for the commands that are one.</content>
public abstract partial class ImportCommand
{
    private readonly Action<PSObject> _take;
    private ImportSettings _settings = new();
    private ImportPump? _pump;
    private RowReader? _reader;
    private string? _folder;
    private bool _isConsentTold;

    /// <summary>Prepares the import, asks whether it may happen, and starts it.</summary>
    private protected void BeginImport()
    {
        string? results = ResultPath is string path ? OutputPath.Resolve(this, path) : null;
        ImportSettings settings = _settings = Settings(IsWhatIf) with { ResultPath = results, ResultReplace = results is not null && Force };
        Paths(settings).Writes("ResultPath", results).Check();
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
        if (settings.ResultPath is not null && open is null)
            OutputFile.CheckNew(settings.ResultPath, Force);
        ImportRun run = open is not null ? Resume(open, live) : Prepare(store);
        if (open is not null)
            WriteWarning(Messages.GoesOn(open.Header.Name, open.Header.Id));
        _pump = PumpOf(run);
        _reader = new RowReader(Service, ImportPump.ChunkSize, WriteWarning);
        if (open is null)
            _pump.LookAhead();
        if (!IsWhatIf && !Force && !ShouldProcess(Describe(_settings), Describe(_settings) + "?", "Import contacts"))
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
        if (!IsWhatIf && settings.ResultPath is not null && open is null)
            OutputFile.Try(settings.ResultPath);
        if (!IsWhatIf && JournalUpkeep.DoubtOnce(store, JournalPath is not null) is string doubt)
            WriteWarning(Messages.JournalNotDurable(doubt));
        _pump.Start();
        OpenNotice.Know(_folder = run.Folder);
        if (!IsWhatIf)
            WriteInformation(Messages.Started(run.ActivityId, run.Folder, settings.Source is not null), ["ActiveCampaign.Bulk"]);
    }

    /// <summary>Imports what has come in.</summary>
    private protected void ProcessImport()
    {
        if (_pump!.IsRunning)
            InputItems.ForEach(InputObject, _take);
    }

    private void Take(PSObject row)
    {
        IReadOnlyList<SourceRow>? chunk = _reader!.Read(row);
        if (!_isConsentTold && !IsWhatIf && _reader.Consent.Any)
        {
            WriteWarning(Messages.ConsentAhead(Service));
            _isConsentTold = true;
        }

        if (chunk is not null)
            _pump!.Feed(chunk, StopToken);
    }

    /// <summary>Brings the import to its end.</summary>
    private protected void EndImport()
    {
        if (!_pump!.IsRunning)
            return;
        if (_reader!.TakeRest() is IReadOnlyList<SourceRow> rest)
            _pump.Feed(rest, StopToken);
        if (!IsWhatIf && _reader.Consent.Any)
            WriteVerbose(_reader.Consent.ToString());
        ImportCounts counts = _pump.RunToEnd(StopToken);
        if (IsWhatIf)
            ShouldProcess(CommandNames.In(Service, Totals(counts)), Describe(_settings), "Import contacts");
        else if (Wait)
            GiveFollowUp(_folder!);
        else if (MyInvocation.PipelinePosition == MyInvocation.PipelineLength && JournalReader.TryReadHeader(_folder!) is { HasFollowUp: true } header)
            WriteWarning(Messages.FollowUpDue(NextCommands.Wait(header.Id, _folder!)));
    }

    /// <summary>Releases what the import holds.</summary>
    private protected void ReleaseImport() => _pump?.Dispose();

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

    private string Totals(ImportCounts counts)
    {
        string unchanged = _settings.ComparedTo is null ? string.Empty : $", {counts.Unchanged:N0} unchanged";
        string tags = Service == ServiceKind.ActiveCampaign || counts.NewTags > 0 ? $"{counts.NewTags:N0} new {(counts.NewTags == 1 ? "tag" : "tags")}; " : string.Empty;
        string rejects = RejectPath is null ? string.Empty : " Nothing was written to the file of -RejectPath.";
        string consent = _reader!.Consent.Any ? $" {_reader.Consent} {Messages.ConsentArrives(Service)}" : string.Empty;
        string test = counts.Refused == 0 ? string.Empty : " All that is wrong, and what to do: Test-ACContact with the same parameters.";
        return $"{Describe(_settings)}. {counts.Read:N0} rows read: {counts.NotSent:N0} would be sent in {counts.Formed:N0} {(counts.Formed == 1 ? "batch" : "batches")}, {_pump!.Refusals}, {counts.Superseded:N0} superseded{unchanged}; "
            + $"{tags}{Durations.About(_pump.LeastTime)} at the service's limits.{consent}{rejects}{test}";
    }
}
