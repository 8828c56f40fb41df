using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Writes the refused rows of activities with ActiveCampaign to a CSV file that can be corrected and imported.</summary>
[Cmdlet(VerbsData.Export, "ACReject", DefaultParameterSetName = ActivitySet, SupportsShouldProcess = true)]
[OutputType(typeof(ACRejectFile))]
public sealed class ExportACRejectCommand : RejectCommand
{
}
