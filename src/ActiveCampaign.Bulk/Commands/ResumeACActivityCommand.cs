using System;
using System.Collections;
using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Service.Calls;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Goes on where a killed, stopped or failed activity with ActiveCampaign ended.</summary>
[Cmdlet(VerbsLifecycle.Resume, "ACActivity", SupportsShouldProcess = true)]
[OutputType(typeof(ACImportBatch), typeof(ACImportResult), typeof(ACContactResult), typeof(ACExportResult))]
public sealed class ResumeACActivityCommand : ResumeCommand
{
    /// <summary>Where the service calls when a batch has ended; it is not kept, since it may hold a secret.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? CallbackUri { get; set; }

    /// <summary>What it sends along in the body.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable CallbackParameter { get; set; } = [];

    /// <summary>What it sends along as headers.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable CallbackHeader { get; set; } = [];

    /// <summary>The connection, or its name. Without it the only connection of this runspace.</summary>
    [Parameter]
    [SessionTransformation(ServiceKind.ActiveCampaign)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public ACSession? Session { get; set; }

    private protected override BulkSession? GivenSession => Session;

    private protected override CallbackSettings? Callback => Callbacks.Of(CallbackUri, CallbackParameter, CallbackHeader);

    private protected override bool ResumeOther(ActivitySnapshot activity)
    {
        if (activity.Header.Kind == ActivityKinds.Export)
            ResumeExport(activity);
        else if (CallHeader.IsCalls(activity.Header))
            ResumeCalls(activity.Folder, activity);
        else
            return false;
        return true;
    }

    // The journal has every contact: neither rows nor file are needed, and it was agreed to when it began.
    private void ResumeCalls(string folder, ActivitySnapshot activity)
    {
        if (!ShouldProcess(Describe(activity), Describe(activity) + "?", "Resume an activity"))
            return;
        LiveConnection live = Live;
        CallRun run = Await(token => CallRun.ResumeAsync(live.Poller, folder, token));
        using CallPump calls = new(this, Current, run);
        OpenNotice.Know(folder);
        calls.RunToEnd(StopToken);
    }

    private void ResumeExport(ActivitySnapshot activity)
    {
        if (AgreesToExport(activity))
            RunExport(ExportRun.Resume(Live.Account, activity.Folder));
    }
}
