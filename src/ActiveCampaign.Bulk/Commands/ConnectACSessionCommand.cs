using System;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Service.Import;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Sessions;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Server;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Connects to an account of ActiveCampaign, or to a simulator of one.</summary>
[Cmdlet(VerbsCommunications.Connect, "ACSession", DefaultParameterSetName = TokenSet)]
[OutputType(typeof(ACSession))]
public sealed class ConnectACSessionCommand : ConnectCommand
{
    /// <summary>The account's URL, from Settings, Developer.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = TokenSet)]
    [ConnectAttempt(ServiceKind.ActiveCampaign)]
    [AllowNull]
    public Uri? Uri { get; set; }

    /// <summary>The key, from Settings, Developer.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = TokenSet)]
    [ConnectAttempt(ServiceKind.ActiveCampaign, IsToken = true)]
    [AllowNull]
    public SecureString? ApiToken { get; set; }

    /// <summary>The URL as user name, the key as password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [AllowNull]
    public PSCredential? Credential { get; set; }

    /// <summary>A simulator from Start-ACSimulator.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = SimulatorObjectSet)]
    [ValidateNotNull]
    public ACSimulator? InputObject { get; set; }

    /// <summary>Name the connection goes by; the host's first part, or "simulator".</summary>
    [Parameter]
    [ConnectAttempt(ServiceKind.ActiveCampaign, IsName = true)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    private protected override string? GivenName => Name;

    private protected override ConnectionSettings Settings() => ParameterSetName switch
    {
        SimulatorSet => OfSimulator(SimulatorTable<ACSimulator>.Latest() ?? SimulatorTable<ACSimulator>.Add(new ACSimulator(SimulatorServer.Start()))),
        SimulatorObjectSet => OfSimulator(InputObject!),
        CredentialSet when Credential is null => throw new CommandException(ErrorIds.CredentialInvalid, Messages.CredentialMissing),
        CredentialSet => OfAccount(UriOf(Credential), Credential.GetNetworkCredential().Password),
        _ when ReferenceEquals(ApiToken, ConnectAttemptAttribute.PlainText) => throw new CommandException(nameof(BulkError.TokenInvalid), Messages.TokenNotSecure),
        _ => OfAccount(Uri ?? new System.Uri("none:"), new NetworkCredential(string.Empty, ApiToken).Password),
    };

    private protected override ConnectionSettings Unpaced(ConnectionSettings settings) => settings with { Lanes = ServiceLimits.CreateUnpaced(settings.Clock) };

    private protected override bool IsOf(BulkSession session, ConnectionSettings settings) => session.Host == settings.Uri.Authority;

    private protected override BulkSession Open(ConnectionSettings settings, string name, out LiveConnection live)
    {
        live = new LiveConnection(new ActiveCampaignService(new AccountConnection(settings)));
        return new ACSession(name, live.Account.Address, settings.IsSimulator, DateTimeOffset.Now, live.Account.Lanes);
    }

    // The first part of the host is short; where it already stands for another account, the whole host tells them apart.
    private protected override string DefaultName(ConnectionSettings settings)
    {
        if (settings.IsSimulator)
            return "simulator";
        string first = settings.Uri.Host.Split('.').First();
        return SessionTable.Of(Service).Find(first) is BulkSession known && known.Host != settings.Uri.Authority ? settings.Uri.Authority : first;
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
        return new ConnectionSettings { Uri = server.Uri, Wire = new ActiveCampaignWire(server.ApiToken), Clock = server.Clock, Lanes = simulator.Lanes.WithShare(LimitShare), IsSimulator = true };
    }

    private static Uri UriOf(PSCredential credential) =>
        System.Uri.TryCreate(credential.UserName, UriKind.Absolute, out Uri? uri)
            ? uri
            : throw new CommandException(ErrorIds.CredentialInvalid, Messages.CredentialInvalid, credential.UserName);
}
