using System;
using System.Linq;
using System.Management.Automation;
using System.Net;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Sessions;

namespace ActiveCampaign.Bulk.Abstractions;

/// <summary>A command that connects to an account of its service, or to a simulator of one.</summary>
public abstract class ConnectCommand : BulkCommand
{
    private protected const string TokenSet = "Token";
    private protected const string CredentialSet = "Credential";
    private protected const string SimulatorSet = "Simulator";
    private protected const string SimulatorObjectSet = "SimulatorObject";

    private PaceNotice? _pace;

    private protected ConnectCommand()
    {
    }

    /// <summary>Connects to a simulator in this process; starts one where none runs.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SimulatorSet)]
    public SwitchParameter Simulator { get; set; }

    /// <summary>The proxy to go through; without it the system's.</summary>
    [Parameter(ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [ValidateNotNull]
    [ValidateProxy]
    public Uri? Proxy { get; set; }

    /// <summary>Who to be at the proxy.</summary>
    [Parameter(ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [ValidateNotNull]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>The part of the service's limits to use at the most.</summary>
    [Parameter]
    [ValidateRange(0.05, 1.0)]
    public double LimitShare { get; set; } = 1;

    /// <summary>Connects without asking the service whether the token is good.</summary>
    [Parameter]
    public SwitchParameter SkipCheck { get; set; }

    /// <summary>Sends as fast as the host answers; loopback hosts only, for measuring.</summary>
    [Parameter]
    public SwitchParameter NoPacing { get; set; }

    /// <summary>Writes the connection to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    internal override void WhileWaiting() => _pace?.Show();

    /// <summary>The name that was given to the connection, or null.</summary>
    private protected abstract string? GivenName { get; }

    /// <summary>What the parameters say of the account.</summary>
    private protected abstract ConnectionSettings Settings();

    /// <summary>The same without lanes that hold anything up.</summary>
    private protected abstract ConnectionSettings Unpaced(ConnectionSettings settings);

    /// <summary>The name of a connection that was given none.</summary>
    private protected abstract string DefaultName(ConnectionSettings settings);

    /// <summary>Whether a session is with the account of the settings, as far as that is known before it is reached.</summary>
    private protected abstract bool IsOf(BulkSession session, ConnectionSettings settings);

    /// <summary>The session, with its connection.</summary>
    private protected abstract BulkSession Open(ConnectionSettings settings, string name, out LiveConnection live);

    private protected override void Process()
    {
        SessionTable table = SessionTable.Of(Service);
        BulkSession? before = table.Begin(GivenName);
        bool isDone = false;
        try
        {
            Connect(table, before);
            isDone = true;
        }
        finally
        {
            if (!isDone)
                Discard();
        }
    }

    private void Connect(SessionTable table, BulkSession? before)
    {
        ConnectionSettings settings = Settings();
        if (NoPacing)
            settings = settings.Uri.IsLoopback ? Unpaced(settings) : throw new CommandException(ErrorIds.PacingRequired, Messages.PacingRequired, settings.Uri.Host);
        string name = GivenName ?? DefaultName(settings);
        before ??= table.Begin(name);
        try
        {
            ConnectOrAgain(table, settings, name);
        }
        catch when (before is not null && !IsOf(before, settings))
        {
            // Whoever still holds the object means the account that the name was to stand for.
            table.Remove(before);
            throw;
        }
    }

    /// <summary>Lets go of what was made for a connection that came to nothing.</summary>
    private protected virtual void Discard()
    {
    }

    /// <summary>What else may work where a connection has failed; null for nothing.</summary>
    private protected virtual ConnectionSettings? Again(BulkException failure) => null;

    private void ConnectOrAgain(SessionTable table, ConnectionSettings settings, string name)
    {
        try
        {
            Connect(table, settings, name);
        }
        catch (BulkException e)
        {
            if (Again(e) is not ConnectionSettings again)
                throw;
            Connect(table, again, name);
        }
    }

    private void Connect(SessionTable table, ConnectionSettings settings, string name)
    {
        if (!SkipCheck)
        {
            using AccountConnection probe = new(settings with { Patience = PatienceSettings.Interactive });
            _pace = new PaceNotice(this, settings.Uri.Authority, settings.Lanes);
            Await(probe.CheckAsync);
            if (settings.Lanes?.Alone is string why)
                WriteWarning(Messages.LanesAlone(why));
        }

        BulkSession session = Open(settings, name, out LiveConnection live);
        table.Add(session, live);
        if (PassThru)
            WriteObject(session);
    }

    /// <summary>The proxy that was given, or null.</summary>
    private protected WebProxy? ProxyOf()
    {
        if (Proxy is null)
            return null;
        // What stands in the address would be shown wherever the proxy is named.
        string[] inAddress = Proxy.IsAbsoluteUri && Proxy.UserInfo.Length > 0 ? Proxy.UserInfo.Split([':'], 2) : [];
        WebProxy proxy = new(inAddress.Length == 0 ? Proxy : new UriBuilder(Proxy) { UserName = string.Empty, Password = string.Empty }.Uri);
        if (ProxyCredential is not null)
            proxy.Credentials = ProxyCredential.GetNetworkCredential();
        else if (inAddress.Length > 0)
            proxy.Credentials = new NetworkCredential(Uri.UnescapeDataString(inAddress[0]), Uri.UnescapeDataString(inAddress.ElementAtOrDefault(1) ?? string.Empty));
        return proxy;
    }
}
