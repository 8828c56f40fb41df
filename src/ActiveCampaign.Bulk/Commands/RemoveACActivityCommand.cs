using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Deletes journals of activities with ActiveCampaign, or erases people from all journals.</summary>
[Cmdlet(VerbsCommon.Remove, "ACActivity", DefaultParameterSetName = EmailSet, SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveACActivityCommand : RemovalCommand
{
}
