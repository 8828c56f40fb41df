using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Threading;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>
/// Names belong to a runspace; live connections belong to the process and are found by the session object, so that a
/// session works in any runspace it is handed to.
/// </summary>
internal static class SessionTable
{
    private static readonly ConditionalWeakTable<Runspace, List<ACSession>> s_named = new();
    private static readonly ConditionalWeakTable<ACSession, LiveConnection> s_live = new();
    private static int s_everConnected;

    /// <summary>Whether this process has made a connection: from then on the environment names none.</summary>
    public static bool EverConnected => Volatile.Read(ref s_everConnected) == 1;

    /// <summary>The sessions of this runspace.</summary>
    public static IReadOnlyList<ACSession> Current
    {
        get
        {
            List<ACSession> sessions = OfRunspace();
            lock (sessions)
                return sessions.ToArray();
        }
    }

    /// <summary>Adds a session to this runspace; one of the same name is replaced.</summary>
    public static void Add(ACSession session, LiveConnection live)
    {
        Register(session, live);
        List<ACSession> sessions = OfRunspace();
        lock (sessions)
        {
            sessions.RemoveAll(known => Named(known, session.Name));
            sessions.Add(session);
        }
    }

    /// <summary>Adds a session that no runspace lists: one made of the environment.</summary>
    public static void Register(ACSession session, LiveConnection live)
    {
        Interlocked.Exchange(ref s_everConnected, 1);
        s_live.Add(session, live);
    }

    /// <summary>The live connection of a session, or null when it was disconnected.</summary>
    public static LiveConnection? Find(ACSession session) => s_live.TryGetValue(session, out LiveConnection? live) ? live : null;

    /// <summary>The session of that name in this runspace, or null.</summary>
    public static ACSession? Find(string name) => Current.FirstOrDefault(session => Named(session, name));

    /// <summary>Forgets a session everywhere and closes its connection.</summary>
    public static void Remove(ACSession session)
    {
        List<ACSession> sessions = OfRunspace();
        lock (sessions)
            sessions.Remove(session);
        if (!s_live.TryGetValue(session, out LiveConnection? live))
            return;
        s_live.Remove(session);
        live.Dispose();
    }

    private static bool Named(ACSession session, string name) => string.Equals(session.Name, name, StringComparison.OrdinalIgnoreCase);

    private static List<ACSession> OfRunspace() => s_named.GetOrCreateValue(Runspace.DefaultRunspace);
}
