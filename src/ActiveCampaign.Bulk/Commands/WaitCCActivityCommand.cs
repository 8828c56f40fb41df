using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Waits until Constant Contact has ended activities, and tells what became of every row.</summary>
[Cmdlet(VerbsLifecycle.Wait, "CCActivity", DefaultParameterSetName = BatchSet)]
[OutputType(typeof(ACImportResult), typeof(ACImportSummary))]
public sealed class WaitCCActivityCommand : WaitCommand
{
    /// <summary>The connection, or its name. Without it the only connection of this runspace.</summary>
    [Parameter]
    [SessionTransformation(ServiceKind.ConstantContact)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public CCSession? Session { get; set; }

    private protected override BulkSession? GivenSession => Session;
}
