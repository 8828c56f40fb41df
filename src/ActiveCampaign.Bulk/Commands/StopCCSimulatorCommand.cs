using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Stops simulated Constant Contact accounts of this process.</summary>
[Cmdlet(VerbsLifecycle.Stop, "CCSimulator", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class StopCCSimulatorCommand : StopSimulatorCommand<CCSimulator>
{
    private protected override string What => "the simulated Constant Contact";
}
