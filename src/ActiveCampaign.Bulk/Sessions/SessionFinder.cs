using System.Linq;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>Decides which account a command means.</summary>
internal static class SessionFinder
{
    /// <summary>The session given, the only one of this runspace, or the one of the environment.</summary>
    public static ACSession Find(ACSession? given)
    {
        if (given is not null)
            return Resolve(given);
        if (SessionTable.HasFailed)
            throw new CommandException(ErrorIds.NoConnection, Messages.ConnectFailed(SessionTable.FailedName));
        ACSession[] current = SessionTable.Current.Where(session => !(SessionTable.ConnectTried && EnvironmentAccount.Is(session))).ToArray();
        return current.Length switch
        {
            1 => current[0],
            0 => EnvironmentAccount.Find() ?? throw new CommandException(ErrorIds.NoConnection, SessionTable.ConnectTried ? Messages.NoConnectionHere : Messages.NoConnection),
            _ => throw new CommandException(ErrorIds.AmbiguousSession, Messages.AmbiguousSession(current.Select(session => session.Name))),
        };
    }

    /// <summary>The live connection of a session.</summary>
    public static LiveConnection Live(ACSession session) =>
        SessionTable.Find(session) ?? throw new CommandException(ErrorIds.SessionClosed, Messages.SessionClosed(session.Name), session.Name);

    private static ACSession Resolve(ACSession given)
    {
        if (ReferenceEquals(given, SessionReference.Deserialized))
            throw new CommandException(ErrorIds.SessionDeserialized, Messages.SessionDeserialized);
        return SessionReference.NameOf(given) is string name
            ? SessionTable.Find(name) ?? throw new CommandException(ErrorIds.SessionNotFound, Messages.SessionNotFound(name), name)
            : given;
    }
}
