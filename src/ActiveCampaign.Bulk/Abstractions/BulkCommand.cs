using System;
using System.Management.Automation;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>
/// A command that waits for work of Core: it can be stopped, turns failures into error records, and releases what it
/// holds whichever way it ends.
/// </summary>
public abstract class BulkCommand : PSCmdlet, IDisposable
{
    private const int TickMs = 200;

    private readonly CancellationTokenSource _stopping = new();
    private readonly Action _process;
    private AuditReader? _audit;
    private volatile bool _wasStopped;

    private protected BulkCommand()
    {
        _process = Process;
        Service = CommandNames.ServiceOf(GetType().GetCustomAttribute<CmdletAttribute>()?.NounName ?? string.Empty);
    }

    /// <summary>The service that the command is for: what it says names the cmdlets of that one.</summary>
    internal ServiceKind Service { get; }

    /// <summary>Cancelled when the pipeline is stopped.</summary>
    internal CancellationToken StopToken => _stopping.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Select-Object -First reaches only this, never StopProcessing.
        if (!_stopping.IsCancellationRequested)
            _stopping.Cancel();
        Release();
        _audit?.Dispose();
        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes a warning.</summary>
    internal new void WriteWarning(string text) => base.WriteWarning(CommandNames.In(Service, text));

    /// <summary>Writes an error that ends nothing.</summary>
    internal new void WriteError(ErrorRecord error) => base.WriteError(ErrorRecords.In(Service, error));

    /// <summary>Writes what is said beside everything else, such as the command that goes on after a stop.</summary>
    internal new void WriteInformation(object message, string[] tags) => base.WriteInformation(message is string text ? CommandNames.In(Service, text) : message, tags);

    /// <summary>Writes what somebody wants to know who looks closely.</summary>
    internal new void WriteVerbose(string text) => base.WriteVerbose(CommandNames.In(Service, text));

    /// <inheritdoc/>
    protected override void BeginProcessing() => Guard(() =>
    {
        ActivityOrigin.ShellOfProcess ??= "PowerShell " + (GetVariableValue("PSVersionTable") as System.Collections.Hashtable)?["PSVersion"];
        if (Journal is JournalStore store && !IsWhatIf)
            JournalUpkeep.Do(store);
        Begin();
    });

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(_process);

    /// <inheritdoc/>
    protected override void EndProcessing() => Guard(() =>
    {
        End();
        Completed();
    });

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        _wasStopped = true;
        _stopping.Cancel();
    }

    /// <summary>The journals the command works on, or null.</summary>
    private protected virtual JournalStore? Journal => null;

    /// <summary>Whether the command only says what it would do.</summary>
    private protected bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? bound)
        ? ((SwitchParameter)bound).IsPresent
        : GetVariableValue("WhatIfPreference") is true;

    /// <summary>What has taken from the command, while it was at work, what it works with; or null.</summary>
    private protected virtual CommandException? WasCutOff => null;

    /// <summary>Writes what is decided on the way to an account, where somebody wants to see it.</summary>
    private protected void Hear(AuditTrail trail)
    {
        bool isVerbose = MyInvocation.BoundParameters.TryGetValue("Verbose", out object? bound)
            ? ((SwitchParameter)bound).IsPresent
            : LanguagePrimitives.TryConvertTo(GetVariableValue("VerbosePreference"), out ActionPreference preference) && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
        if (isVerbose)
            _audit ??= new AuditReader(this, trail);
    }

    /// <summary>What happens before the first object.</summary>
    private protected virtual void Begin()
    {
    }

    /// <summary>What happens for each object.</summary>
    private protected virtual void Process()
    {
    }

    /// <summary>What happens after the last object.</summary>
    private protected virtual void End()
    {
    }

    /// <summary>What there is to say when the command has ended well.</summary>
    private protected virtual void Completed()
    {
    }

    /// <summary>Releases what the command holds. Called once, on the pipeline thread.</summary>
    private protected virtual void Release()
    {
    }

    /// <summary>Waits for work, which runs on another thread: it must not ask for what belongs to the pipeline's; a stop ends the waiting.</summary>
    private protected T Await<T>(Func<CancellationToken, Task<T>> work)
    {
        Task<T> working = Task.Run(() => work(StopToken));
        WaitFor(working);
        return working.GetAwaiter().GetResult();
    }

    /// <summary>Waits for work; a stop ends the waiting.</summary>
    private protected void Await(Func<CancellationToken, Task> work)
    {
        Task working = Task.Run(() => work(StopToken));
        WaitFor(working);
        working.GetAwaiter().GetResult();
    }

    /// <summary>What there is to say while the command waits; called now and then on the pipeline thread.</summary>
    internal virtual void WhileWaiting()
    {
    }

    /// <summary>Writes the lines of the audit trail that there are.</summary>
    internal void WriteAudit() => _audit?.Write();

    /// <summary>Whether somebody can see the progress that the command shows.</summary>
    internal bool ShowsProgress => HostView.ShowsProgress(Host);

    /// <summary>After a stop, which lets nothing through but what goes to the host: what went, what did not, and the command that goes on.</summary>
    internal void TellStopped(string folder)
    {
        // Others of this process may look after batches of it still: the run itself has ended.
        if (_wasStopped && JournalReader.TryRead(folder, isRunning: false) is ActivitySnapshot activity && NextCommands.For(activity) is string next)
            TellStopped(() => activity.Header.Kind == ActivityKinds.Export ? OpenNotice.Describe(activity, next) : Messages.Stopped(activity, next));
    }

    /// <summary>The same in other words.</summary>
    private protected void TellStopped(Func<string> text)
    {
        if (_wasStopped)
            HostView.WriteLine(Host, CommandNames.In(Service, text()));
    }

    private void WaitFor(Task working)
    {
        while (Task.WaitAny([working], TickMs, CancellationToken.None) < 0)
        {
            WriteAudit();
            WhileWaiting();
        }
    }

    private void Guard(Action step)
    {
        try
        {
            step();
            WriteAudit();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception e) when (e is not PipelineStoppedException && WasCutOff is CommandException)
        {
            WriteAudit();
            ThrowTerminatingError(ErrorRecords.In(Service, ErrorRecords.Of(WasCutOff!)));
        }
        catch (Exception e) when (e is BulkException or CommandException || Disk.IsFailure(e))
        {
            WriteAudit();
            ThrowTerminatingError(ErrorRecords.In(Service, ErrorRecords.Of(e)));
        }
    }
}
