using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Stops simulated accounts of this process.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ACSimulator", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopACSimulatorCommand : BulkCommand
{
    private bool _any;

    /// <summary>A simulator from Start-ACSimulator; without it all that run.</summary>
    [Parameter(ValueFromPipeline = true, Position = 0)]
    [ValidateNotNull]
    public ACSimulator? InputObject { get; set; }

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
        if (SimulatorTable.Running.Count == 0)
            WriteError(ErrorRecords.Of(new CommandException(ErrorIds.SimulatorNotRunning, Messages.NoSimulator)));
        foreach (ACSimulator simulator in SimulatorTable.Running)
            Stop(simulator);
    }

    private void Stop(ACSimulator simulator)
    {
        if (!simulator.IsRunning)
            WriteError(ErrorRecords.Of(new CommandException(ErrorIds.SimulatorNotRunning, Messages.SimulatorStopped, simulator)));
        else if (ShouldProcess(simulator.Uri.Authority, "Stop the simulated account"))
            SimulatorTable.Stop(simulator);
    }
}
