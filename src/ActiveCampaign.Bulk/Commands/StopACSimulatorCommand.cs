using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Stops simulated accounts of this process.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ACSimulator", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopACSimulatorCommand : StopSimulatorCommand<ACSimulator>
{
    private protected override string What => "the simulated account";
}
