using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Finds the rows for which ActiveCampaign ended batches as failed or interrupted, and brings in the others.</summary>
[Cmdlet(VerbsDiagnostic.Repair, "ACImport", DefaultParameterSetName = ResultSet, SupportsShouldProcess = true)]
[OutputType(typeof(ACImportResult))]
public sealed class RepairACImportCommand : RepairCommand
{
    /// <summary>The connection, or its name. Without it the only connection of this runspace.</summary>
    [Parameter]
    [SessionTransformation(ServiceKind.ActiveCampaign)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public ACSession? Session { get; set; }

    private protected override BulkSession? GivenSession => Session;

    private protected override string Remark(ImportSettings import) => import.SkipAutomation ? "; automations skipped" : "; automations run";
}
