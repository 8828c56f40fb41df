using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Stops simulated Constant Contact accounts of this process.</summary>
[Cmdlet(VerbsLifecycle.Stop, "CCSimulator", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopCCSimulatorCommand : BulkCommand
{
    private bool _any;

    /// <summary>A simulator from Start-CCSimulator; without it all that run.</summary>
    [Parameter(ValueFromPipeline = true, Position = 0)]
    [ValidateNotNull]
    public CCSimulator? InputObject { get; set; }

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
        if (CCSimulatorTable.Running.Count == 0)
            WriteError(ErrorRecords.Of(new CommandException(ErrorIds.SimulatorNotRunning, Messages.NoCCSimulator)));
        foreach (CCSimulator simulator in CCSimulatorTable.Running)
            Stop(simulator);
    }

    private void Stop(CCSimulator simulator)
    {
        if (!simulator.IsRunning)
            WriteError(ErrorRecords.Of(new CommandException(ErrorIds.SimulatorNotRunning, Messages.CCSimulatorStopped, simulator)));
        else if (ShouldProcess(simulator.Uri.Authority, "Stop the simulated Constant Contact"))
            CCSimulatorTable.Stop(simulator);
    }
}
