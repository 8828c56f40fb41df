using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using System.Threading;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>
/// The sessions with one service. Names belong to a runspace; live connections belong to the process and are found by the
/// session object, so that a session works in any runspace it is handed to.
/// </summary>
internal sealed class SessionTable
{
    private static readonly SessionTable s_activeCampaign = new();
    private static readonly SessionTable s_constantContact = new();

    private readonly ConditionalWeakTable<Runspace, RunspaceSessions> _named = new();
    private readonly ConditionalWeakTable<BulkSession, LiveConnection> _live = new();
    private int _connectTried;

    private SessionTable()
    {
    }

    /// <summary>Whether anybody has tried to connect in this process: from then on the environment names no account.</summary>
    public bool ConnectTried => Volatile.Read(ref _connectTried) == 1;

    /// <summary>Whether the last attempt to connect in this runspace came to nothing.</summary>
    public bool HasFailed => OfRunspace().HasFailed;

    /// <summary>The name that attempt was for, or null.</summary>
    public string? FailedName => OfRunspace().FailedName;

    /// <summary>The sessions of this runspace.</summary>
    public IReadOnlyList<BulkSession> Current
    {
        get
        {
            RunspaceSessions here = OfRunspace();
            lock (here)
                return here.Sessions.ToArray();
        }
    }

    /// <summary>The sessions with a service.</summary>
    public static SessionTable Of(ServiceKind service) => service == ServiceKind.ConstantContact ? s_constantContact : s_activeCampaign;

    /// <summary>
    /// Somebody begins to connect. Until that has come to a good end the runspace has no connection that a command takes
    /// unasked, and none of that name.
    /// </summary>
    /// <returns>What had the name so far, or null.</returns>
    public BulkSession? Begin(string? name)
    {
        Interlocked.Exchange(ref _connectTried, 1);
        RunspaceSessions here = OfRunspace();
        lock (here)
        {
            here.HasFailed = true;
            here.FailedName = name ?? here.FailedName;
            if (name is null)
                return null;
            if (here.Sessions.Find(session => Named(session, name)) is BulkSession known)
            {
                here.Sessions.Remove(known);
                here.Replaced = known;
            }

            return here.Replaced is BulkSession replaced && Named(replaced, name) ? replaced : null;
        }
    }

    /// <summary>Adds a session to this runspace; one of the same name is replaced.</summary>
    public void Add(BulkSession session, LiveConnection live)
    {
        if (!_live.TryGetValue(session, out _))
            _live.Add(session, live);
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
    public LiveConnection? Find(BulkSession session) => _live.TryGetValue(session, out LiveConnection? live) ? live : null;

    /// <summary>The session of that name in this runspace, or null.</summary>
    public BulkSession? Find(string name) => Current.FirstOrDefault(session => Named(session, name));

    /// <summary>Forgets a session everywhere and closes its connection. Whoever does so wants no other in its place.</summary>
    public void Remove(BulkSession session)
    {
        Interlocked.Exchange(ref _connectTried, 1);
        RunspaceSessions here = OfRunspace();
        lock (here)
            here.Sessions.Remove(session);
        if (!_live.TryGetValue(session, out LiveConnection? live))
            return;
        _live.Remove(session);
        live.Dispose();
    }

    private static bool Named(BulkSession session, string name) => string.Equals(session.Name, name, StringComparison.OrdinalIgnoreCase);

    private RunspaceSessions OfRunspace() => _named.GetOrCreateValue(Runspace.DefaultRunspace);
}
