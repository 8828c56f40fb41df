using System;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Threading;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Calls;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Runs calls for contacts and writes what becomes of each, all on the pipeline thread.</summary>
internal sealed class CallPump : IDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(100);

    private readonly BulkCommand _command;
    private readonly ACSession _session;
    private readonly CallRun _run;
    private readonly ProgressMeter _progress;
    private readonly Stopwatch _since = new();

    public CallPump(BulkCommand command, ACSession session, CallRun run)
    {
        _command = command;
        _session = session;
        _run = run;
        string what = run.Settings.Kind == CallKind.Delete ? "Deleting contacts from " : "Removing tags from contacts of ";
        _progress = new ProgressMeter(command, what + session.Host);
    }

    /// <summary>Writes everything to the end, and throws what ended the run before its time, with the command that goes on.</summary>
    public void RunToEnd(CancellationToken token)
    {
        if (_run.UnfinishedBackup is string unfinished)
            _command.WriteInformation(Messages.BackupGrows(unfinished, _run.Settings.BackupPath!), ["ActiveCampaign.Bulk"]);
        _since.Start();
        _run.Start();
        while (!_run.IsDone)
        {
            _run.Wait(s_tick, token);
            _command.WhileWaiting();
            WriteReady();
        }

        WriteReady();
        _progress.Complete();
        if (_run.Notice is string notice)
            _command.WriteWarning(notice);
        if (_run.Failure is BulkException failure)
            throw new BulkException(failure.Error, failure.Message + " " + UnfinishedBackup + Messages.GoOnWith(NextCommands.ResumeAlone(_run.ActivityId, _run.Folder)), failure.Target, failure);
        if (_run.Failure is Exception other)
            ExceptionDispatchInfo.Capture(other).Throw();
    }

    public void Dispose() => _run.Dispose();

    private string UnfinishedBackup => _run.UnfinishedBackup is string unfinished ? Messages.BackupUnfinished(unfinished) + " " : string.Empty;

    private void WriteReady()
    {
        while (_run.TryTake(out CallResult? result))
            Write(result!);
        if (_progress.IsDue)
            ShowProgress();
    }

    private void Write(CallResult result)
    {
        ACContactResult written = Mapping.ToContactResult(result, _run.ActivityId, _session);
        _command.WriteObject(written);
        if (result.Refused is not null)
            _command.WriteError(ErrorRecords.OfRow(result.Refused));
        else if (result.State == CallState.Unknown)
            _command.WriteError(ErrorRecords.OfUnknown(written, NextCommands.ResumeAlone(_run.ActivityId, _run.Folder)));
    }

    private void ShowProgress()
    {
        CallCounts counts = _run.Counts;
        string status = string.Format(CultureInfo.CurrentCulture, "{0:N0} of {1:N0} done, {2:N0} refused", counts.Done, counts.Total, counts.Refused);
        double? left = counts.Ended == 0 ? null : _since.Elapsed.TotalSeconds / counts.Ended * (counts.Total - counts.Ended);
        _progress.Show(status, (double)counts.Ended / Math.Max(1, counts.Total), left);
    }
}
