using System;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Sessions;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Server;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Connects to an account, or to a simulator of one.</summary>
[Cmdlet(VerbsCommunications.Connect, "ACSession", DefaultParameterSetName = TokenSet)]
[OutputType(typeof(ACSession))]
public sealed class ConnectACSessionCommand : BulkCommand
{
    private const string TokenSet = "Token";
    private const string CredentialSet = "Credential";
    private const string SimulatorSet = "Simulator";
    private const string SimulatorObjectSet = "SimulatorObject";

    private PaceNotice? _pace;

    /// <summary>The account's URL, from Settings, Developer.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = TokenSet)]
    [ConnectAttempt]
    [AllowNull]
    public Uri? Uri { get; set; }

    /// <summary>The key, from Settings, Developer.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = TokenSet)]
    [ConnectAttempt(IsToken = true)]
    [AllowNull]
    public SecureString? ApiToken { get; set; }

    /// <summary>The URL as user name, the key as password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [AllowNull]
    public PSCredential? Credential { get; set; }

    /// <summary>Connects to a simulator in this process; starts one where none runs.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SimulatorSet)]
    public SwitchParameter Simulator { get; set; }

    /// <summary>A simulator from Start-ACSimulator.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = SimulatorObjectSet)]
    [ValidateNotNull]
    public ACSimulator? InputObject { get; set; }

    /// <summary>Name the connection goes by; the host's first part, or "simulator".</summary>
    [Parameter]
    [ConnectAttempt(IsName = true)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

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

    private protected override void Process()
    {
        ACSession? before = SessionTable.Begin(Name);
        ConnectionSettings settings = Settings();
        string name = Name ?? DefaultName(settings);
        before ??= SessionTable.Begin(name);
        try
        {
            Connect(settings, name);
        }
        catch when (before is not null && before.Host != settings.Uri.Authority)
        {
            // Whoever still holds the object means the account that the name was to stand for.
            SessionTable.Remove(before);
            throw;
        }
    }

    private void Connect(ConnectionSettings settings, string name)
    {
        if (!SkipCheck)
        {
            using AccountConnection probe = new(settings with { Patience = PatienceSettings.Interactive });
            _pace = new PaceNotice(this, settings.Uri.Authority, settings.Lanes);
            Await(probe.CheckAsync);
            if (settings.Lanes?.Alone is string why)
                WriteWarning(Messages.LanesAlone(why));
        }

        LiveConnection live = new(new AccountConnection(settings));
        ACSession session = new(name, live.Account.Address, settings.IsSimulator, DateTimeOffset.Now, live.Account.Lanes);
        SessionTable.Add(session, live);
        if (PassThru)
            WriteObject(session);
    }

    private ConnectionSettings Settings()
    {
        ConnectionSettings settings = ParameterSetName switch
        {
            SimulatorSet => OfSimulator(SimulatorTable.Latest() ?? SimulatorTable.Start(new SimulatorOptions())),
            SimulatorObjectSet => OfSimulator(InputObject!),
            CredentialSet when Credential is null => throw new CommandException(ErrorIds.CredentialInvalid, Messages.CredentialMissing),
            CredentialSet => OfAccount(UriOf(Credential), Credential.GetNetworkCredential().Password),
            _ when ReferenceEquals(ApiToken, ConnectAttemptAttribute.PlainText) => throw new CommandException(nameof(BulkError.TokenInvalid), Messages.TokenNotSecure),
            _ => OfAccount(Uri ?? new System.Uri("none:"), new NetworkCredential(string.Empty, ApiToken).Password),
        };
        if (!NoPacing)
            return settings;
        if (!settings.Uri.IsLoopback)
            throw new CommandException(ErrorIds.PacingRequired, Messages.PacingRequired, settings.Uri.Host);
        return settings with { Lanes = ServiceLimits.CreateUnpaced(settings.Clock) };
    }

    private ConnectionSettings OfAccount(Uri uri, string token)
    {
        Uri address = ActiveCampaignWire.AddressOf(uri);
        return new ConnectionSettings { Uri = address, Wire = new ActiveCampaignWire(token), Lanes = LaneRegistry.For(address.Authority, LimitShare), Proxy = ProxyOf() };
    }

    // A simulator that runs faster than the clock has its limits scaled too, and so must the client.
    private ConnectionSettings OfSimulator(ACSimulator simulator)
    {
        if (!simulator.IsRunning)
            throw new CommandException(ErrorIds.SimulatorNotRunning, Messages.SimulatorStopped, simulator.Uri.Authority);
        SimulatorServer server = simulator.Server;
        return new ConnectionSettings { Uri = server.Uri, Wire = new ActiveCampaignWire(server.ApiToken), Clock = server.Clock, Lanes = SimulatorTable.LanesOf(simulator).WithShare(LimitShare), IsSimulator = true };
    }

    private WebProxy? ProxyOf()
    {
        if (Proxy is null)
            return null;
        // What stands in the address would be shown wherever the proxy is named.
        string[] inAddress = Proxy.IsAbsoluteUri && Proxy.UserInfo.Length > 0 ? Proxy.UserInfo.Split([':'], 2) : [];
        WebProxy proxy = new(inAddress.Length == 0 ? Proxy : new UriBuilder(Proxy) { UserName = string.Empty, Password = string.Empty }.Uri);
        if (ProxyCredential is not null)
            proxy.Credentials = ProxyCredential.GetNetworkCredential();
        else if (inAddress.Length > 0)
            proxy.Credentials = new NetworkCredential(System.Uri.UnescapeDataString(inAddress[0]), System.Uri.UnescapeDataString(inAddress.ElementAtOrDefault(1) ?? string.Empty));
        return proxy;
    }

    private static Uri UriOf(PSCredential credential) =>
        System.Uri.TryCreate(credential.UserName, UriKind.Absolute, out Uri? uri)
            ? uri
            : throw new CommandException(ErrorIds.CredentialInvalid, Messages.CredentialInvalid, credential.UserName);

    // The first part of the host is short; where it already stands for another account, the whole host tells them apart.
    private static string DefaultName(ConnectionSettings settings)
    {
        if (settings.IsSimulator)
            return "simulator";
        string first = settings.Uri.Host.Split('.').First();
        return SessionTable.Find(first) is ACSession known && known.Host != settings.Uri.Authority ? settings.Uri.Authority : first;
    }
}
