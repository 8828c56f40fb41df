using System;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>
/// The account that the environment names. It serves every runspace, but only while nobody has tried to connect in this
/// process: neither a rehearsal nor a failed attempt may become an import into it.
/// </summary>
internal static class EnvironmentAccount
{
    private const string UrlVariable = "AC_API_URL";
    private const string TokenVariable = "AC_API_TOKEN";

    private static readonly object s_gate = new();
    private static (string Url, string Token, ACSession Session)? s_made;

    /// <summary>Its session, listed in this runspace from now on; null where the environment names no account.</summary>
    public static ACSession? Find()
    {
        string? url = Read(UrlVariable);
        string? token = Read(TokenVariable);
        if (SessionTable.ConnectTried || (url is null && token is null))
            return null;
        if (url is null || token is null)
            throw new CommandException(ErrorIds.NoConnection, Messages.HalfEnvironment(url is null ? TokenVariable : UrlVariable, url is null ? UrlVariable : TokenVariable));
        if (SimulatorTable.EverStarted)
            throw new CommandException(ErrorIds.NoConnection, Messages.EnvironmentOrSimulator);
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri))
            throw new CommandException(ErrorIds.HttpsRequired, Messages.BadUrlVariable(UrlVariable), UrlVariable);
        lock (s_gate)
            return Listed(uri, url, token);
    }

    /// <summary>Whether a session was made of the environment.</summary>
    public static bool Is(ACSession session)
    {
        lock (s_gate)
            return ReferenceEquals(session, s_made?.Session);
    }

    // One connection for the process, so that all runspaces share its poller.
    private static ACSession Listed(Uri uri, string url, string token)
    {
        LiveConnection? live = null;
        if (s_made is not { } made || made.Url != url || made.Token != token || (live = SessionTable.Find(made.Session)) is null)
        {
            Uri address = ActiveCampaignWire.AddressOf(uri);
            live = new LiveConnection(new AccountConnection(new ConnectionSettings { Uri = address, Wire = new ActiveCampaignWire(token), Lanes = LaneRegistry.For(address.Authority) }));
            made = (url, token, new ACSession(address.Host, address, false, DateTimeOffset.Now, live.Account.Lanes));
            s_made = made;
        }

        SessionTable.Add(made.Session, live!);
        return made.Session;
    }

    private static string? Read(string variable) => Environment.GetEnvironmentVariable(variable) is string value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
