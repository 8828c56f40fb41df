using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Writes a page of HTML on activities with ActiveCampaign, for people who were not there.</summary>
[Cmdlet(VerbsData.Export, "ACActivityReport", DefaultParameterSetName = ActivitySet, SupportsShouldProcess = true)]
[OutputType(typeof(ACActivityReport))]
public sealed class ExportACActivityReportCommand : ReportCommand
{
}
