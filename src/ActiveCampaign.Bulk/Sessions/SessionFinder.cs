using System.Linq;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>Decides which account a command means.</summary>
internal static class SessionFinder
{
    /// <summary>The session given, the only one with the service in this runspace, or the one of the environment.</summary>
    public static BulkSession Find(ServiceKind service, BulkSession? given)
    {
        SessionTable table = SessionTable.Of(service);
        if (given is not null)
            return Resolve(table, given);
        if (table.HasFailed)
            throw new CommandException(ErrorIds.NoConnection, Messages.ConnectFailed(table.FailedName));
        EnvironmentAccount environment = EnvironmentAccount.Of(service);
        BulkSession[] current = table.Current.Where(session => !(table.ConnectTried && environment.Is(session))).ToArray();
        return current.Length switch
        {
            1 => current[0],
            0 => environment.Find() ?? throw new CommandException(ErrorIds.NoConnection, table.ConnectTried ? Messages.NoConnectionHere : Messages.NoConnection(service)),
            _ => throw new CommandException(ErrorIds.AmbiguousSession, Messages.AmbiguousSession(current.Select(session => session.Name))),
        };
    }

    /// <summary>The live connection of a session.</summary>
    public static LiveConnection Live(BulkSession session) =>
        SessionTable.Of(session.Service).Find(session) ?? throw new CommandException(ErrorIds.SessionClosed, Messages.SessionClosed(session.Name), session.Name);

    private static BulkSession Resolve(SessionTable table, BulkSession given)
    {
        if (SessionReference.IsDeserialized(given))
            throw new CommandException(ErrorIds.SessionDeserialized, Messages.SessionDeserialized);
        return SessionReference.NameOf(given) is string name
            ? table.Find(name) ?? throw new CommandException(ErrorIds.SessionNotFound, Messages.SessionNotFound(name), name)
            : given;
    }
}
