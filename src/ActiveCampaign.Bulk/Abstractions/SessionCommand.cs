using System.Management.Automation;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that works on an account.</summary>
public abstract class SessionCommand : BulkCommand
{
    private ACSession? _resolved;
    private bool _wasLive;
    private PaceNotice? _pace;

    /// <summary>The connection, or its name. Without it the only connection of this runspace.</summary>
    [Parameter]
    [SessionTransformation]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public ACSession? Session { get; set; }

    /// <summary>The session the command means.</summary>
    private protected ACSession Current
    {
        get
        {
            if (_resolved is null)
            {
                _resolved = SessionFinder.Find(Session);
                _pace = new PaceNotice(this, _resolved.Host, _resolved.Lanes);
            }

            return _resolved;
        }
    }

    /// <summary>Its live connection.</summary>
    private protected LiveConnection Live
    {
        get
        {
            LiveConnection live = SessionFinder.Live(Current);
            _wasLive = true;
            return live;
        }
    }

    private protected override CommandException? WasCutOff => _wasLive && SessionTable.Find(Current) is null
        ? new CommandException(ErrorIds.SessionClosed, Messages.SessionClosedMeanwhile(Current.Name), Current.Name)
        : null;

    internal override void WhileWaiting() => _pace?.Show();

    private protected override void Completed() => _pace?.Complete();
}
