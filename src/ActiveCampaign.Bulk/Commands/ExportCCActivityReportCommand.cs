using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Writes a page of HTML on activities with Constant Contact, for people who were not there.</summary>
[Cmdlet(VerbsData.Export, "CCActivityReport", DefaultParameterSetName = ActivitySet, SupportsShouldProcess = true)]
[OutputType(typeof(ACActivityReport))]
public sealed class ExportCCActivityReportCommand : ReportCommand
{
}
