using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that shows the connections of this runspace with its service.</summary>
public abstract class SessionListCommand : BulkCommand
{
    private protected SessionListCommand()
    {
    }

    /// <summary>Names; wildcards are fine.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[]? Name { get; set; }

    private void Write(BulkSession session)
    {
        WriteObject(session);
        if (session.Lanes?.Paused is LanePause pause)
            WriteWarning(Messages.Paused(session.Host, pause.Until, pause.AskedUntil));
    }

    private protected override void End()
    {
        IReadOnlyList<BulkSession> sessions = SessionTable.Of(Service).Current;
        foreach (BulkSession session in NameFilter.Select(Name, sessions, session => session.Name))
            Write(session);
        foreach (string missing in NameFilter.Missing(Name, sessions.Select(session => session.Name)))
            WriteError(ErrorRecords.Of(new CommandException(ErrorIds.SessionNotFound, Messages.SessionNotFound(missing), missing)));
    }
}
