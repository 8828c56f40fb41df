using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Sessions;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Server;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Starts a simulated account on a loopback port.</summary>
[Cmdlet(VerbsLifecycle.Start, "ACSimulator", SupportsShouldProcess = true)]
[OutputType(typeof(ACSimulator))]
public sealed class StartACSimulatorCommand : StartSimulatorCommand
{
    private protected override string What => "a simulated account";

    private protected override BulkSimulator Start()
    {
        ACSimulator simulator = SimulatorTable<ACSimulator>.Add(new ACSimulator(SimulatorServer.Start(With(new SimulatorOptions()))));
        AddFaults(simulator.Server.Faults, RouteKind.BulkImport, new BatchFailsFault(), new BatchInterruptedFault(RowsBeforeInterruption));
        return simulator;
    }
}
