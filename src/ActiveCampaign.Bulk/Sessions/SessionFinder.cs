using System;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>Decides which account a command means.</summary>
internal static class SessionFinder
{
    private const string UrlVariable = "AC_API_URL";
    private const string TokenVariable = "AC_API_TOKEN";

    /// <summary>The session given, the only one of this runspace, or the one of the environment.</summary>
    public static ACSession Find(ACSession? given)
    {
        if (given is not null)
            return Resolve(given);
        IReadOnlyList<ACSession> current = SessionTable.Current;
        return current.Count switch
        {
            1 => current[0],
            0 => FromEnvironment() ?? throw new CommandException(ErrorIds.NoConnection, SessionTable.EverConnected ? Messages.NoConnectionHere : Messages.NoConnection),
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

    // Only while nothing was ever connected here: a rehearsal must not become production in another runspace.
    private static ACSession? FromEnvironment()
    {
        string? url = Environment.GetEnvironmentVariable(UrlVariable);
        string? token = Environment.GetEnvironmentVariable(TokenVariable);
        if (SessionTable.EverConnected || string.IsNullOrEmpty(url) || string.IsNullOrEmpty(token))
            return null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri))
            throw new CommandException(ErrorIds.HttpsRequired, Messages.BadUrlVariable(UrlVariable), UrlVariable);
        Uri address = BaseAddress.From(uri);
        LiveConnection live = new(new AccountConnection(new ConnectionSettings { Uri = address, Token = token!, Lanes = LaneRegistry.For(address.Authority) }));
        ACSession session = new(address.Host, address, false, DateTimeOffset.Now, live.Account.Lanes);
        SessionTable.Add(session, live);
        return session;
    }
}
