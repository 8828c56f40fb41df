using System;
using System.Management.Automation;
using System.Threading;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Repair;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Runs a repair and writes its events, all on the pipeline thread.</summary>
internal sealed class RepairPump : RunPump
{
    private readonly BulkSession _session;
    private readonly RepairRun _run;
    private readonly string _folder;
    private readonly RejectSink _rejects;
    private long _settled;
    private long _refused;

    public RepairPump(BulkCommand command, BulkSession session, RepairRun run, string folder)
        : base(command, run, "Repairing")
    {
        _session = session;
        _run = run;
        _folder = folder;
        _rejects = new RejectSink(command);
        _rejects.Follow(folder);
    }

    /// <summary>Writes everything to the end, and throws what ended the repair before its time.</summary>
    public void RunToEnd(CancellationToken token)
    {
        _run.Start();
        Drain(token);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _rejects.Dispose();
    }

    /// <inheritdoc/>
    protected override void Ended(Exception? failure) => _rejects.Complete();

    /// <inheritdoc/>
    protected override BulkException WithNextStep(BulkException failure) =>
        failure.MayGoOn ? failure.With(Messages.GoOnWith(NextCommand())) : failure;

    /// <inheritdoc/>
    protected override void WriteBeside() => _rejects.Write();

    /// <inheritdoc/>
    protected override void ShowProgress() => Progress.Show(
        _settled,
        _run.Plan.Rows,
        $"{_settled:N0} of {_run.Plan.Rows:N0} rows settled, {_refused:N0} refused",
        _run.Among > 1 ? $"a row that fails is one of {_run.Among:N0}" : null);

    /// <inheritdoc/>
    protected override string? Folder => _folder;

    /// <inheritdoc/>
    protected override void Write(RunEvent item)
    {
        switch (item)
        {
            case NoticeEvent notice:
                Command.WriteWarning(notice.Text);
                break;
            case RowRefusedEvent refused:
                _rejects.Take(refused.Row, _folder, System.IO.Path.GetFileName(_folder), null);
                break;
            case SettledEvent settled:
                Write(settled.Settled);
                break;
        }
    }

    // Rows that a cut repair had taken on are no repair's business any more: a resume sends them.
    private string NextCommand()
    {
        string repair = NextCommands.Repair(System.IO.Path.GetFileName(_folder), _folder);
        try
        {
            return NextCommands.For(RepairPlan.Read(_folder, null).Activity) ?? repair;
        }
        catch (BulkException)
        {
            return repair;
        }
    }

    private void Write(BatchReport settled)
    {
        _settled += settled.Rows;
        _refused += settled.Refused;
        ACImportResult result = Mapping.ToResult(settled, _session.Service, _session.IsSimulator);
        Command.WriteObject(result);
        foreach (RefusedRow row in settled.RefusedRows)
            _rejects.Take(row, _folder, settled.ActivityId, settled.BatchId);
        if (ErrorRecords.OfResult(result, settled) is ErrorRecord error)
            Command.WriteError(error);
        else if (result.State == ACBatchState.Unknown)
            Command.WriteError(ErrorRecords.OfUnknown(new ACImportBatch(settled, _session.Service, _session.IsSimulator)));
    }
}
