using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.ConstantContact.Export;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Goes on where a killed, stopped or failed activity with Constant Contact ended.</summary>
[Cmdlet(VerbsLifecycle.Resume, "CCActivity", SupportsShouldProcess = true)]
[OutputType(typeof(ACImportBatch), typeof(ACImportResult), typeof(ACExportResult))]
public sealed class ResumeCCActivityCommand : ResumeCommand
{
    /// <summary>The connection, or its name. Without it the only connection of this runspace.</summary>
    [Parameter]
    [SessionTransformation(ServiceKind.ConstantContact)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public CCSession? Session { get; set; }

    private protected override BulkSession? GivenSession => Session;

    private protected override bool ResumeOther(ActivitySnapshot activity)
    {
        if (activity.Header.Kind != ActivityKinds.Export)
            return false;
        if (AgreesToExport(activity))
        {
            string folder = activity.Folder;
            Core.Http.AccountConnection account = Live.Account;
            RunExport(Await(token => PagedExport.ResumeAsync(account, folder, token)));
        }

        return true;
    }
}
