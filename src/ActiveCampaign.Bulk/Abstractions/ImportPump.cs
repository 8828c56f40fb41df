using System;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Feeds a run and writes its events, all on the pipeline thread.</summary>
internal sealed class ImportPump : RowPump
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(30);

    private readonly BulkSession _session;
    private readonly ImportSettings _settings;
    private readonly RejectSink _rejects;
    private readonly ResultWriter? _results;
    private readonly DayNotice _day;
    private bool _anyBatch;

    public ImportPump(BulkCommand command, BulkSession session, LiveConnection live, ImportRun run, ImportSettings settings, RejectSink rejects, bool wait, bool quiet = false)
        : base(command, run, settings.Action == ImportAction.Import ? "Importing" : "Working on contacts")
    {
        _session = session;
        _settings = settings;
        _rejects = rejects;
        _day = new DayNotice(command, session, settings);
        _results = wait && !settings.IsRehearsal ? new ResultWriter(command, session, live, rejects, quiet) : null;
    }

    /// <inheritdoc/>
    protected override string? Folder => _settings.IsRehearsal || !IsRunning ? null : Run.Folder;

    /// <summary>How long the import of what was formed takes at the service's limits.</summary>
    public TimeSpan LeastTime => Run.LeastTime;

    /// <summary>The rows that were refused, and by what; <c>6 refused (4 DateInvalid, 2 EmailInvalid)</c>.</summary>
    public string Refusals => _rejects.Sums.Total == 0 ? "0 refused" : $"{_rejects.Sums.Total:N0} refused ({_rejects.Sums})";

    /// <summary>Says before the start what can be known then of the calls it takes.</summary>
    public void LookAhead() => _day.ShowAhead();

    /// <summary>No more rows: writes everything to the end, and throws what ended the run before its time.</summary>
    public ImportCounts RunToEnd(CancellationToken token)
    {
        if (_settings.Source is null)
            Run.CompleteInput();
        Drain(token);
        WriteWithoutBatch();
        HasEnded = _results is null;
        if (_results is not null && _results.WriteToEnd(s_patience, token) is int open and > 0)
            Command.WriteWarning(Messages.StillRunning(open, NextCommands.Wait(Run.ActivityId, Run.Folder)));
        HasEnded = true;
        if (!_settings.IsRehearsal)
            _rejects.Follow(Run.Folder);
        _rejects.Complete(isSettled: Run.Counts is { Unknown: 0, NotSent: 0 });
        _rejects.Close();
        return Run.Counts;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _results?.Dispose();

        // What was refused while the run was wound up has told nobody but the journal.
        if (_settings.RejectPath is not null && !_settings.IsRehearsal)
            _rejects.Follow(Run.Folder);
        _rejects.Dispose();
    }

    /// <inheritdoc/>
    protected override void Ended(Exception? failure)
    {
        if (failure is not null)
            _rejects.Complete();
    }

    /// <inheritdoc/>
    protected override BulkException WithNextStep(BulkException failure) =>
        failure.MayGoOn && _settings is { IsRehearsal: false, FollowUpOf: null } ? failure.With(Messages.GoOnWith(NextCommand())) : failure;

    private void WriteWithoutBatch()
    {
        if (!_anyBatch && Run.Counts.Refused > 0 && !_settings.IsRehearsal)
            Write(RefusedWhole());
        else if (!_anyBatch && _settings is { ComparedTo: not null, IsRehearsal: false })
            Write(UnchangedWhole());
    }

    /// <inheritdoc/>
    protected override void WriteBeside()
    {
        _results?.WriteReady();
        _rejects.Write();
        if (Run.Failure is null)
            _day.Show(Run.Counts);
    }

    /// <inheritdoc/>
    protected override void Write(RunEvent item)
    {
        switch (item)
        {
            case RowRefusedEvent refused:
                _rejects.Take(refused.Row, Run.Folder, Run.ActivityId, batchId: null);
                break;
            case NoticeEvent notice:
                Command.WriteWarning(notice.Text);
                break;
            case BatchEvent batch:
                _anyBatch = true;
                Write(batch.Report);
                break;
        }
    }

    private void Write(BatchReport report)
    {
        ACImportBatch batch = new(report, _session.Service, _session.IsSimulator);
        if (_results is not null)
            _results.Add(report);
        else
            Command.WriteObject(batch);
        if (batch.State == ACBatchState.Unknown)
            Command.WriteError(ErrorRecords.OfUnknown(batch));
        else if (batch.State == ACBatchState.NotSent)
            Command.WriteWarning(Messages.HeldBack(batch.Rows, report.ActivityId, batch.Message));
    }

    // Every row was refused here, so there is no batch; whoever sums up needs to know of the activity all the same.
    private BatchReport RefusedWhole() => new()
    {
        ActivityId = Run.ActivityId,
        Number = 0,
        Host = _session.Host,
        Folder = Run.Folder,
        Outcome = BatchOutcome.Refused,
        Rows = (int)Math.Min(int.MaxValue, Run.Counts.Refused),
        Refused = (int)Math.Min(int.MaxValue, Run.Counts.Refused),
        AnsweredAt = DateTimeOffset.Now,
        Message = "Every row was refused before anything was sent.",
    };

    // Every row is as it was; the activity is one all the same.
    private BatchReport UnchangedWhole() => new()
    {
        ActivityId = Run.ActivityId,
        Number = 0,
        Host = _session.Host,
        Folder = Run.Folder,
        Outcome = BatchOutcome.Completed,
        Rows = 0,
        AnsweredAt = DateTimeOffset.Now,
        Message = Messages.NothingChanged(Run.Counts.Unchanged),
    };

    private string NextCommand() =>
        _settings.Source is null ? NextCommands.ResumeWithRows(Run.ActivityId, Run.Folder) : NextCommands.Resume(Run.ActivityId, Run.Folder);

    /// <inheritdoc/>
    protected override void ShowProgress()
    {
        ImportCounts counts = Run.Counts;
        long done = counts.Read - counts.NotSent;
        long? total = Run.Expected;
        string rows = total is null
            ? string.Format(CultureInfo.CurrentCulture, "{0:N0} rows read, {1:N0} sent", counts.Read, counts.Pending + counts.Imported + counts.Unknown)
            : string.Format(CultureInfo.CurrentCulture, "{0:N0} of {1}{2:N0} rows", done, Run.InputComplete ? string.Empty : "~", total);
        Progress.Show(done, total, $"{rows}, {counts.Refused:N0} refused");
    }
}
