using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Writes the refused rows of activities with Constant Contact to a CSV file that can be corrected and imported.</summary>
[Cmdlet(VerbsData.Export, "CCReject", DefaultParameterSetName = ActivitySet, SupportsShouldProcess = true)]
[OutputType(typeof(ACRejectFile))]
public sealed class ExportCCRejectCommand : RejectCommand
{
}
