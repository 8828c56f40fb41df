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
    private static readonly ConditionalWeakTable<Runspace, RunspaceSessions> s_named = new();
    private static readonly ConditionalWeakTable<ACSession, LiveConnection> s_live = new();
    private static int s_connectTried;

    /// <summary>Whether anybody has tried to connect in this process: from then on the environment names no account.</summary>
    public static bool ConnectTried => Volatile.Read(ref s_connectTried) == 1;

    /// <summary>Whether the last attempt to connect in this runspace came to nothing.</summary>
    public static bool HasFailed => OfRunspace().HasFailed;

    /// <summary>The name that attempt was for, or null.</summary>
    public static string? FailedName => OfRunspace().FailedName;

    /// <summary>The sessions of this runspace.</summary>
    public static IReadOnlyList<ACSession> Current
    {
        get
        {
            RunspaceSessions here = OfRunspace();
            lock (here)
                return here.Sessions.ToArray();
        }
    }

    /// <summary>
    /// Somebody begins to connect. Until that has come to a good end the runspace has no connection that a command takes
    /// unasked, and none of that name.
    /// </summary>
    /// <returns>What had the name so far, or null.</returns>
    public static ACSession? Begin(string? name)
    {
        Interlocked.Exchange(ref s_connectTried, 1);
        RunspaceSessions here = OfRunspace();
        lock (here)
        {
            here.HasFailed = true;
            here.FailedName = name ?? here.FailedName;
            if (name is null)
                return null;
            if (here.Sessions.Find(session => Named(session, name)) is ACSession known)
            {
                here.Sessions.Remove(known);
                here.Replaced = known;
            }

            return here.Replaced is ACSession replaced && Named(replaced, name) ? replaced : null;
        }
    }

    /// <summary>Adds a session to this runspace; one of the same name is replaced.</summary>
    public static void Add(ACSession session, LiveConnection live)
    {
        if (!s_live.TryGetValue(session, out _))
            s_live.Add(session, live);
        RunspaceSessions here = OfRunspace();
        lock (here)
        {
            here.HasFailed = false;
            here.FailedName = null;
            here.Replaced = null;
            here.Sessions.RemoveAll(known => Named(known, session.Name));
            here.Sessions.Add(session);
        }
    }

    /// <summary>The live connection of a session, or null when it was disconnected.</summary>
    public static LiveConnection? Find(ACSession session) => s_live.TryGetValue(session, out LiveConnection? live) ? live : null;

    /// <summary>The session of that name in this runspace, or null.</summary>
    public static ACSession? Find(string name) => Current.FirstOrDefault(session => Named(session, name));

    /// <summary>Forgets a session everywhere and closes its connection. Whoever does so wants no other in its place.</summary>
    public static void Remove(ACSession session)
    {
        Interlocked.Exchange(ref s_connectTried, 1);
        RunspaceSessions here = OfRunspace();
        lock (here)
            here.Sessions.Remove(session);
        if (!s_live.TryGetValue(session, out LiveConnection? live))
            return;
        s_live.Remove(session);
        live.Dispose();
    }

    private static bool Named(ACSession session, string name) => string.Equals(session.Name, name, StringComparison.OrdinalIgnoreCase);

    private static RunspaceSessions OfRunspace() => s_named.GetOrCreateValue(Runspace.DefaultRunspace);
}
