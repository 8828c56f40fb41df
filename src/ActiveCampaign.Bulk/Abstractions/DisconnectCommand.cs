using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that closes connections with its service.</summary>
public abstract class DisconnectCommand : BulkCommand
{
    private protected const string NameSet = "Name";
    private protected const string ObjectSet = "Object";

    private protected DisconnectCommand()
    {
    }

    /// <summary>Names; wildcards are fine. Without them the only connection of this runspace.</summary>
    [Parameter(Position = 0, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The connection that came in, or null.</summary>
    private protected abstract BulkSession? GivenSession { get; }

    private protected override void Process()
    {
        if (GivenSession is not null)
        {
            Close(GivenSession);
            return;
        }

        BulkSession[] sessions = SessionTable.Of(Service).Current.ToArray();
        if (Name is null && sessions.Length != 1)
        {
            WriteError(ErrorRecords.Of(sessions.Length == 0
                ? new CommandException(ErrorIds.NoConnection, Messages.NothingToClose)
                : new CommandException(ErrorIds.AmbiguousSession, Messages.SeveralToClose(sessions.Select(session => session.Name)))));
            return;
        }

        foreach (string missing in NameFilter.Missing(Name, sessions.Select(session => session.Name)))
            WriteError(ErrorRecords.Of(new CommandException(ErrorIds.SessionNotFound, Messages.SessionNotFound(missing), missing)));
        foreach (BulkSession session in NameFilter.Select(Name, sessions, session => session.Name))
            Close(session);
    }

    private void Close(BulkSession session)
    {
        if (ShouldProcess(session.Name, "Disconnect"))
            SessionTable.Of(Service).Remove(session);
    }
}
