using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Sessions;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.ConstantContact;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Starts a simulated Constant Contact on a loopback port.</summary>
[Cmdlet(VerbsLifecycle.Start, "CCSimulator", SupportsShouldProcess = true)]
[OutputType(typeof(CCSimulator))]
public sealed class StartCCSimulatorCommand : StartSimulatorCommand
{
    /// <summary>Gives the same refresh token back each time.</summary>
    [Parameter]
    public SwitchParameter LongLivedToken { get; set; }

    private protected override string What => "a simulated Constant Contact";

    private protected override BulkSimulator Start()
    {
        ConstantContactOptions options = With(new ConstantContactOptions { RefreshRotates = !LongLivedToken });
        CCSimulator simulator = SimulatorTable<CCSimulator>.Add(new CCSimulator(ConstantContactServer.Start(options)));
        ActivityEndsFault failed = new(ActivityState.Failed, ["The import failed."]);
        AddFaults(simulator.Server.Faults, RouteKind.CCImport, failed, new ActivityEndsFault(ActivityState.TimedOut, ["The import took too long."], RowsBeforeInterruption));
        return simulator;
    }
}
