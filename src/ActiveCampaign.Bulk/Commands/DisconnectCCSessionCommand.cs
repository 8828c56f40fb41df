using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Closes connections with Constant Contact.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "CCSession", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class DisconnectCCSessionCommand : DisconnectCommand
{
    /// <summary>Connections from Get-CCSession.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ObjectSet)]
    [ValidateNotNull]
    public CCSession? InputObject { get; set; }

    private protected override BulkSession? GivenSession => InputObject;
}
