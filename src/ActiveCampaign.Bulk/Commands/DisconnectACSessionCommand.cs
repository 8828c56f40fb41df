using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Closes connections with ActiveCampaign.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "ACSession", DefaultParameterSetName = NameSet, SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class DisconnectACSessionCommand : DisconnectCommand
{
    /// <summary>Connections from Get-ACSession.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ObjectSet)]
    [ValidateNotNull]
    public ACSession? InputObject { get; set; }

    private protected override BulkSession? GivenSession => InputObject;
}
