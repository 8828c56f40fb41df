using System;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Waits for batches and writes what becomes of each, for every command that does.</summary>
internal sealed class ResultWriter : IDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(200);

    private readonly BulkCommand _command;
    private readonly BulkSession _session;
    private readonly RejectSink _rejects;
    private readonly BatchWaiter _waiter;
    private readonly ProgressMeter _progress;
    private readonly RefusalExplainer? _explainer;
    private readonly bool _quiet;
    private long _rows;
    private long _settled;
    private long _refused;

    /// <param name="command">The command that writes.</param>
    /// <param name="session">The account.</param>
    /// <param name="live">Its connection.</param>
    /// <param name="rejects">Where refused rows go.</param>
    /// <param name="quiet">Writes no result, only errors: for summaries.</param>
    /// <param name="explain">Looks up why rows failed at the service.</param>
    public ResultWriter(BulkCommand command, BulkSession session, LiveConnection live, RejectSink rejects, bool quiet, bool explain = false)
    {
        _command = command;
        _session = session;
        _rejects = rejects;
        _quiet = quiet;
        _explainer = explain && live.Service.CreateExplainer() is IRefusalCause cause ? new RefusalExplainer(cause) : null;
        _waiter = new BatchWaiter(live.Poller, new BatchSettler(live.Service), live.Account.Clock, _explainer);
        _progress = new ProgressMeter(command, "Waiting for results", live.Account);
    }

    /// <summary>Batches that are waited for.</summary>
    public int Open => _waiter.Open;

    public void Add(BatchReport batch)
    {
        _rejects.Follow(batch.Folder);
        _rows += batch.Rows;
        _waiter.Add(batch);
    }

    /// <summary>Writes what is settled by now, without waiting.</summary>
    public void WriteReady()
    {
        while (_waiter.TryTake(out BatchReport? settled))
            Write(settled!);
        _rejects.Write();
    }

    /// <summary>Waits for the rest and writes it; returns how many are still running when the time is over.</summary>
    public int WriteToEnd(TimeSpan timeout, CancellationToken token)
    {
        int stillRunning = 0;
        WriteReady();
        while (_waiter.Open > 0)
        {
            ShowProgress();
            _waiter.Wait(s_tick, token);
            _command.WhileWaiting();
            WriteReady();
            if (_waiter.Failure is Exception failure)
            {
                _rejects.Complete();
                throw Explain(failure);
            }

            if (!_waiter.HasStalled(timeout))
                continue;
            stillRunning = _waiter.Open;
            _waiter.GiveUp();
        }

        WriteReady();
        _progress.Complete();
        if (_explainer?.Failure is BulkException reason)
            _command.WriteWarning(Messages.NotExplained(reason.Message));
        return stillRunning;
    }

    public void Dispose()
    {
        _waiter.Dispose();
        _explainer?.Dispose();
    }

    private void Write(BatchReport settled)
    {
        _settled += settled.Rows;
        _refused += settled.Refused;
        ACImportResult result = Mapping.ToResult(settled, _session.Service, _session.IsSimulator);
        if (!_quiet)
            _command.WriteObject(result);
        foreach (RefusedRow row in settled.RefusedRows)
            _rejects.Take(row, settled.Folder, settled.ActivityId, settled.BatchId);
        if (ErrorRecords.OfResult(result, settled) is ErrorRecord error)
            _command.WriteError(error);
    }

    // Another runspace may close the connection meanwhile.
    private Exception Explain(Exception failure) => failure is ObjectDisposedException
        ? new CommandException(ErrorIds.SessionClosed, Messages.SessionClosed(_session.Name), _session.Name)
        : failure;

    private void ShowProgress()
    {
        if (_progress.IsDue)
            _progress.Show(_settled, _rows, $"{_settled:N0} of {_rows:N0} rows settled, {_refused:N0} refused", _waiter.Open == 1 ? "waits for one batch" : $"waits for {_waiter.Open:N0} batches");
    }
}
