using System;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>
/// The account of a service that the environment names. It serves every runspace, but only while nobody has tried to
/// connect to the service in this process: neither a rehearsal nor a failed attempt may become an import into it.
/// </summary>
internal abstract class EnvironmentAccount
{
    private static readonly ACEnvironment s_activeCampaign = new();
    private static readonly CCEnvironment s_constantContact = new();

    private readonly object _gate = new();
    private readonly SessionTable _table;
    private (string Given, BulkSession Session)? _made;

    private protected EnvironmentAccount(ServiceKind service)
    {
        _table = SessionTable.Of(service);
    }

    /// <summary>That of a service.</summary>
    public static EnvironmentAccount Of(ServiceKind service) => service == ServiceKind.ConstantContact ? s_constantContact : s_activeCampaign;

    /// <summary>Its session, listed in this runspace from now on; null where the environment names no account.</summary>
    public BulkSession? Find()
    {
        if (_table.ConnectTried || Read() is not string given)
            return null;
        lock (_gate)
            return Listed(given);
    }

    /// <summary>The host that the environment names, whether anybody connects to it or not; null where it names none.</summary>
    public virtual string? Host => null;

    /// <summary>Whether a session was made of the environment.</summary>
    public bool Is(BulkSession session)
    {
        lock (_gate)
            return ReferenceEquals(session, _made?.Session);
    }

    /// <summary>All that the environment says, by which a change shows; null where it names no account.</summary>
    private protected abstract string? Read();

    /// <summary>Makes the session, with its connection.</summary>
    private protected abstract BulkSession Connect(out LiveConnection live);

    /// <summary>What a variable holds; null where that is nothing.</summary>
    private protected static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is string value && !string.IsNullOrWhiteSpace(value) ? value : null;

    // One connection for the process, so that all runspaces share its poller.
    private BulkSession Listed(string given)
    {
        LiveConnection? live = null;
        if (_made is not { } made || made.Given != given || (live = _table.Find(made.Session)) is null)
        {
            made = (given, Connect(out live));
            _made = made;
        }

        _table.Add(made.Session, live!);
        return made.Session;
    }
}
