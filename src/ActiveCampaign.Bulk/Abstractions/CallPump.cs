using System;
using System.Globalization;
using System.Management.Automation;
using System.Threading;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Service.Calls;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Runs calls for contacts and writes what becomes of each, all on the pipeline thread.</summary>
internal sealed class CallPump : RunPump
{
    private readonly BulkSession _session;
    private readonly CallRun _run;
    private bool _saidWhere;

    public CallPump(BulkCommand command, BulkSession session, CallRun run)
        : base(command, run, run.Settings.Kind == CallKind.Delete ? "Deleting contacts" : "Removing tags")
    {
        _session = session;
        _run = run;
    }

    /// <inheritdoc/>
    protected override string? Folder => _run.Folder;

    /// <summary>Writes everything to the end, and throws what ended the run before its time, with the command that goes on.</summary>
    public void RunToEnd(CancellationToken token)
    {
        if (_run.UnfinishedBackup is string unfinished)
            Command.WriteInformation(Messages.BackupGrows(unfinished, _run.Settings.BackupPath!), ["ActiveCampaign.Bulk"]);
        _run.Start();
        Drain(token);
    }

    /// <inheritdoc/>
    protected override void WriteBeside()
    {
        if (_saidWhere || _run.MovedBackup is not string moved)
            return;
        _saidWhere = true;
        Command.WriteWarning(Messages.BackupMoved(moved, _run.Settings.BackupPath!));
    }

    /// <inheritdoc/>
    protected override void Ended(Exception? failure)
    {
        if (_run.Notice is string notice)
            Command.WriteWarning(notice);
    }

    /// <inheritdoc/>
    protected override BulkException WithNextStep(BulkException failure) =>
        new(failure.Error, failure.Message + " " + UnfinishedBackup + Messages.GoOnWith(NextCommands.ResumeAlone(_run.ActivityId, _run.Folder)), failure.Target, failure);

    /// <inheritdoc/>
    protected override void Write(RunEvent item)
    {
        if (item is NoticeEvent notice)
        {
            Command.WriteWarning(notice.Text);
            return;
        }

        CallResult result = ((CallEvent)item).Result;
        ACContactResult written = Mapping.ToContactResult(result, _run.ActivityId, _session);
        Command.WriteObject(written);
        if (result.Refused is not null)
            Command.WriteError(ErrorRecords.OfRow(result.Refused));
        else if (result.State == CallState.Unknown)
            Command.WriteError(ErrorRecords.OfUnknown(written, NextCommands.ResumeAlone(_run.ActivityId, _run.Folder)));
    }

    private string UnfinishedBackup => _run.UnfinishedBackup is string unfinished ? Messages.BackupUnfinished(unfinished) + " " : string.Empty;

    /// <inheritdoc/>
    protected override void ShowProgress()
    {
        CallCounts counts = _run.Counts;
        string status = string.Format(CultureInfo.CurrentCulture, "{0:N0} of {1:N0} done, {2:N0} refused", counts.Done, counts.Total, counts.Refused);
        Progress.Show(counts.Ended, counts.Total, status);
    }
}
