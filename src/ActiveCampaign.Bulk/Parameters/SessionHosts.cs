using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Parameters;

/// <summary>The accounts that a command may be about, as far as its parameters tell before it runs.</summary>
internal static class SessionHosts
{
    private const string Session = "Session";

    /// <summary>The account of -Session, else those of this runspace, else the one of the environment.</summary>
    public static IReadOnlyList<string> Of(ServiceKind service, IDictionary bound)
    {
        SessionTable table = SessionTable.Of(service);
        object? given = bound[Session] is PSObject wrapped ? wrapped.BaseObject : bound[Session];
        if (given is BulkSession session)
            return [session.Host];
        if (given is not null)
            return table.Find(given.ToString() ?? string.Empty) is BulkSession named ? [named.Host] : [];
        string[] hosts = table.Current.Select(current => current.Host).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        return hosts.Length == 0 && !table.ConnectTried && EnvironmentAccount.Of(service).Host is string host ? [host] : hosts;
    }
}
