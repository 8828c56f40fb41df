using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Deletes journals of activities with Constant Contact, or erases people from all journals.</summary>
[Cmdlet(VerbsCommon.Remove, "CCActivity", DefaultParameterSetName = EmailSet, SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class RemoveCCActivityCommand : RemovalCommand
{
}
