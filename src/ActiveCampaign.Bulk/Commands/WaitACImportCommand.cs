using System.Collections;
using System.Management.Automation;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Core.Callbacks;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Waits until ActiveCampaign has ended batches, and tells what became of every row.</summary>
[Cmdlet(VerbsLifecycle.Wait, "ACImport", DefaultParameterSetName = BatchSet)]
[OutputType(typeof(ACImportResult), typeof(ACImportSummary))]
public sealed class WaitACImportCommand : WaitCommand
{
    private CallbackListener? _listener;

    /// <summary>Listens there for the service's calls, and looks at once at the batch that one names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ListenOn { get; set; }

    /// <summary>What a call must have in its body or query, as given to Import-ACContact.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable CallbackParameter { get; set; } = [];

    /// <summary>What a call must have as headers, as given to Import-ACContact.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable CallbackHeader { get; set; } = [];

    /// <summary>Looks up why the service did not take a row, and says it in the row's error.</summary>
    [Parameter]
    public SwitchParameter Explain { get; set; }

    /// <summary>The connection, or its name. Without it the only connection of this runspace.</summary>
    [Parameter]
    [SessionTransformation(ServiceKind.ActiveCampaign)]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public ACSession? Session { get; set; }

    private protected override BulkSession? GivenSession => Session;

    private protected override bool Explains => Explain;

    private protected override void Begin()
    {
        base.Begin();
        if (ListenOn is not null)
            _listener = CallbackListener.Start(ListenOn, Callbacks.Secret(CallbackParameter, CallbackHeader), Live.Poller.LookNow);
    }

    private protected override void Release()
    {
        _listener?.Dispose();
        base.Release();
    }

    private protected override void Waited()
    {
        if (_listener is null)
            return;
        _listener.Dispose();
        WriteVerbose(Messages.Listened(ListenOn!, _listener.Taken, _listener.Refused));
    }
}
