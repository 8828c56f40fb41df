using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Results;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>
/// The one place that decides where a refused row goes: to the reject file of its activity, to the user's script block,
/// or, where there is neither, to the error stream. It sees to the result files of these activities too. Used on the
/// pipeline thread.
/// </summary>
internal sealed class RejectSink : IDisposable
{
    private readonly BulkCommand _command;
    private readonly ScriptBlock? _action;
    private readonly Dictionary<string, RejectFile?> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string ActivityId, ReasonSums Sums)> _refused = new(StringComparer.Ordinal);

    /// <param name="command">The command that writes.</param>
    /// <param name="action">What to run for each row, or null.</param>
    public RejectSink(BulkCommand command, ScriptBlock? action = null)
    {
        _command = command;
        _action = action;
    }

    /// <summary>A rehearsal with somewhere for refused rows to go: they are only counted.</summary>
    public bool DropsAll { get; set; }

    /// <summary>What was refused, whatever became of the rows.</summary>
    public ReasonSums Sums { get; } = new();

    /// <summary>The command goes on with an activity: what its reject file lacks comes into it.</summary>
    public void Follow(string folder) => FileOf(folder);

    public void Take(RefusedRow row, string folder, string activityId, string? batchId)
    {
        Sums.Add(row.Problem.Reason);
        if (DropsAll)
            return;
        bool hasFile = FileOf(folder) is not null;
        if (!_refused.TryGetValue(folder, out (string ActivityId, ReasonSums Sums) known))
            _refused[folder] = known = (activityId, new ReasonSums());
        known.Sums.Add(row.Problem.Reason);
        if (_action is not null)
            Run(_action, row, RowObjects.WithReason(row, activityId, batchId));
        else if (!hasFile)
            _command.WriteError(ErrorRecords.OfRow(row));
    }

    /// <summary>The files that refused rows went to, for those activities that have one.</summary>
    public IReadOnlyCollection<string> Paths => [.. _files.Values.Where(file => file is { Problem: null }).Select(file => file!.Path).Distinct()];

    /// <summary>Brings the files on, now and then.</summary>
    public void Write()
    {
        foreach (string folder in _refused.Keys)
            _files[folder]?.CatchUp(toEnd: false);
    }

    /// <summary>Brings the files to the end, and says once how many rows were refused for what, where they are, and what is best done next.</summary>
    /// <param name="isSettled">Whether nothing else of the activity is open, so that its input may come again.</param>
    public void Complete(bool isSettled = false)
    {
        CatchUp();
        foreach (KeyValuePair<string, (string ActivityId, ReasonSums Sums)> refused in _refused)
        {
            (string id, ReasonSums sums) = refused.Value;
            if (_files[refused.Key] is RejectFile file)
                Warn(file, refused.Key, id, sums);
            else if (_action is null && refused.Key.Length > 0 && JournalReader.TryReadHeader(refused.Key) is not null)
                _command.WriteWarning(Messages.RowsRefused(sums.Total, sums.ToString(), NextCommands.AfterRefusals(id, refused.Key, isSettled)));
        }

        _refused.Clear();
        foreach (string folder in _files.Keys)
        {
            if (ResultFile.CatchUp(folder) is ResultStand stand)
                Tell(stand);
        }
    }

    /// <summary>Lets go of the files and of the journals behind them.</summary>
    public void Close()
    {
        foreach (RejectFile? file in _files.Values.ToList())
            file?.Dispose();
        _files.Clear();
    }

    public void Dispose()
    {
        try
        {
            CatchUp();
            Close();
        }
        catch (BulkException)
        {
            // The command was stopped, or has ended with what keeps the journal from being written.
        }
    }

    private void CatchUp()
    {
        foreach (RejectFile? file in _files.Values)
            file?.CatchUp(toEnd: true);
    }

    private void Warn(RejectFile file, string folder, string activityId, ReasonSums sums) => _command.WriteWarning(file.Problem is string why
        ? Messages.RejectsNotWritten(sums.Total, file.Path, activityId, folder, why)
        : Messages.RejectsWritten(sums.Total, sums.ToString(), file.Path, NextCommands.ImportAgain(activityId, folder, file.Path)));

    // What still runs at the service is nobody's concern here: whoever waits for it writes the file.
    private void Tell(ResultStand stand)
    {
        if (stand.Problem is string why)
            _command.WriteWarning(ResultMessages.NotWritten(stand.Path, why, NextCommands.WriteResult(stand.Activity)));
        else if (stand.IsWritten)
            _command.WriteInformation(ResultMessages.Written(stand.Path, stand.Activity.RowsRead), ["ActiveCampaign.Bulk"]);
        else if (stand.Activity.Pending == 0 && NextCommands.For(stand.Activity) is string next)
            _command.WriteWarning(ResultMessages.Waits(stand.Path, stand.Activity.Unknown + stand.Activity.NotSent, next));
        if (stand.Bare > 0)
            _command.WriteWarning(ResultMessages.Bare(stand.Path, stand.Bare));
    }

    private RejectFile? FileOf(string folder)
    {
        if (!_files.TryGetValue(folder, out RejectFile? file))
            _files[folder] = file = RejectFile.Open(folder);
        return file;
    }

    private void Run(ScriptBlock action, RefusedRow row, PSObject rejected)
    {
        try
        {
            action.InvokeWithContext(null, [new PSVariable("_", rejected)], rejected);
        }
        catch (Exception e) when (e is RuntimeException and not PipelineStoppedException)
        {
            _command.WriteError(ErrorRecords.OfAction(row, rejected, e));
        }
    }
}
