using System;
using System.Runtime.ExceptionServices;
using System.Threading;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Runs;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>Starts a run and writes its events to the end, all on the pipeline thread.</summary>
internal abstract class RunPump : IDisposable
{
    /// <summary>How long nothing is looked at while nothing comes.</summary>
    protected static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly ActivityRun _run;

    protected RunPump(BulkCommand command, ActivityRun run, string activity)
    {
        Command = command;
        _run = run;
        Progress = new ProgressMeter(command, activity, run.Account);
    }

    /// <summary>The command that writes.</summary>
    protected BulkCommand Command { get; }

    /// <summary>Its progress.</summary>
    protected ProgressMeter Progress { get; }

    /// <summary>The journal that has what a stop cuts short; null where there is none.</summary>
    protected virtual string? Folder => null;

    /// <summary>Whether a stop cuts nothing short any more.</summary>
    protected bool HasEnded { get; set; }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        _run.Dispose();
        if (!HasEnded && Folder is string folder)
            Command.TellStopped(folder);
        HasEnded = true;
    }

    /// <summary>Writes everything to the end, and throws what ended the run before its time.</summary>
    protected void Drain(CancellationToken token)
    {
        while (!_run.IsDone)
            WriteOn(token);
        WriteReady();
        Progress.Complete();
        HasEnded = true;
        Ended(_run.Failure);
        if (_run.Failure is Exception failure)
            ExceptionDispatchInfo.Capture(Told(failure)).Throw();
    }

    /// <summary>Waits for events and writes them.</summary>
    protected void WriteOn(CancellationToken token)
    {
        _run.Wait(Tick, token);
        Command.WhileWaiting();
        WriteReady();
    }

    /// <summary>Writes what there is.</summary>
    protected void WriteReady()
    {
        while (_run.TryTake(out RunEvent? item))
            Write(item!);
        WriteBeside();
        if (Progress.IsDue)
            ShowProgress();
    }

    /// <summary>Writes an event.</summary>
    protected abstract void Write(RunEvent item);

    /// <summary>Shows how far the run is.</summary>
    protected abstract void ShowProgress();

    /// <summary>Writes what does not come as an event.</summary>
    protected virtual void WriteBeside()
    {
    }

    /// <summary>All events are written: what is to be said before an error, if there is one.</summary>
    protected virtual void Ended(Exception? failure)
    {
    }

    /// <summary>An error with the command that goes on, where there is one.</summary>
    protected abstract BulkException WithNextStep(BulkException failure);

    // A failure of the disk that gets no next step here gets one where all of them are told.
    private Exception Told(Exception failure) =>
        Disk.Explain(failure) is BulkException known && WithNextStep(known) is BulkException told && !ReferenceEquals(told, known) ? told : failure;
}
