using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Finds the rows for which Constant Contact ended activities as failed, cancelled or timed out, and brings in the others.</summary>
[Cmdlet(VerbsDiagnostic.Repair, "CCActivity", DefaultParameterSetName = ResultSet, SupportsShouldProcess = true)]
[OutputType(typeof(ACImportResult))]
public sealed class RepairCCActivityCommand : RepairCommand
{
    /// <summary>The connection, or its name. Without it the only connection of this runspace.</summary>
    [Parameter]
    [SessionTransformation(ServiceKind.ConstantContact)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public CCSession? Session { get; set; }

    private protected override BulkSession? GivenSession => Session;
}
