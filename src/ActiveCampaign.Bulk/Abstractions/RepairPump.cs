using System.Management.Automation;
using System.Runtime.ExceptionServices;
using System.Threading;
using System;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Repair;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Runs a repair and writes its events, all on the pipeline thread.</summary>
internal sealed class RepairPump : IDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(100);

    private readonly BulkCommand _command;
    private readonly ACSession _session;
    private readonly RepairRun _run;
    private readonly string _folder;
    private readonly RejectSink _rejects;
    private readonly ProgressMeter _progress;
    private long _settled;

    public RepairPump(BulkCommand command, ACSession session, RepairRun run, string folder)
    {
        _command = command;
        _session = session;
        _run = run;
        _folder = folder;
        _rejects = new RejectSink(command);
        _rejects.Follow(folder);
        _progress = new ProgressMeter(command, "Repairing at " + session.Host);
    }

    /// <summary>Writes everything to the end, and throws what ended the repair before its time.</summary>
    public void RunToEnd(CancellationToken token)
    {
        _run.Start();
        while (!_run.IsDone)
        {
            _run.Wait(s_tick, token);
            _command.WhileWaiting();
            WriteReady();
        }

        WriteReady();
        _progress.Complete();
        _rejects.Complete();
        if (_run.Failure is BulkException { IsOfTheService: true } outage)
            throw outage.With(Messages.GoOnWith(NextCommands.Repair(System.IO.Path.GetFileName(_folder), _folder)));
        if (_run.Failure is Exception failure)
            ExceptionDispatchInfo.Capture(failure).Throw();
    }

    public void Dispose()
    {
        _run.Dispose();
        _rejects.Dispose();
    }

    private void WriteReady()
    {
        while (_run.TryTake(out ImportEvent? item))
            Write(item!);
        _rejects.Write();
        if (_progress.IsDue)
            _progress.Show($"{_settled:N0} of {_run.Plan.Rows:N0} rows settled", (double)_settled / Math.Max(1, _run.Plan.Rows));
    }

    private void Write(ImportEvent item)
    {
        switch (item)
        {
            case NoticeEvent notice:
                _command.WriteWarning(notice.Text);
                break;
            case RowRefusedEvent refused:
                _rejects.Take(refused.Row, _folder, System.IO.Path.GetFileName(_folder), null);
                break;
            case SettledEvent settled:
                Write(settled.Settled);
                break;
        }
    }

    private void Write(SettledBatch settled)
    {
        _settled += settled.Settlement.Rows;
        ACImportResult result = Mapping.ToResult(settled, _session.IsSimulator);
        _command.WriteObject(result);
        foreach (RefusedRow row in settled.RefusedRows)
            _rejects.Take(row, _folder, settled.Batch.ActivityId, settled.Batch.BatchId);
        if (ErrorRecords.OfResult(result, settled.Batch) is ErrorRecord error)
            _command.WriteError(error);
        else if (result.State == ACBatchState.Unknown)
            _command.WriteError(ErrorRecords.OfUnknown(new ACImportBatch(settled.Batch, _session.IsSimulator)));
    }
}
