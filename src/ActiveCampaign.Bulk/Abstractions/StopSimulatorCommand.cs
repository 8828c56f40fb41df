using System.Management.Automation;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that stops simulated accounts of its service.</summary>
/// <typeparam name="T">What they are.</typeparam>
public abstract class StopSimulatorCommand<T> : BulkCommand
    where T : BulkSimulator
{
    private bool _any;

    private protected StopSimulatorCommand()
    {
    }

    /// <summary>A simulator; without it all of the service that run.</summary>
    [Parameter(ValueFromPipeline = true, Position = 0)]
    [ValidateNotNull]
    public T? InputObject { get; set; }

    /// <summary>What is stopped, as it is named to people.</summary>
    private protected abstract string What { get; }

    private protected override void Process()
    {
        if (InputObject is null)
            return;
        _any = true;
        Stop(InputObject);
    }

    private protected override void End()
    {
        if (_any || MyInvocation.ExpectingInput)
            return;
        if (SimulatorTable<T>.Running.Count == 0)
            WriteError(ErrorRecords.Of(new CommandException(ErrorIds.SimulatorNotRunning, Messages.NoSimulator)));
        foreach (T simulator in SimulatorTable<T>.Running)
            Stop(simulator);
    }

    private void Stop(T simulator)
    {
        if (!simulator.IsRunning)
            WriteError(ErrorRecords.Of(new CommandException(ErrorIds.SimulatorNotRunning, Messages.SimulatorStopped, simulator)));
        else if (ShouldProcess(simulator.Uri.Authority, "Stop " + What))
            SimulatorTable<T>.Stop(simulator);
    }
}
