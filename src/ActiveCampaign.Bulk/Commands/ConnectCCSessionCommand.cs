using System;
using System.Management.Automation;
using System.Security;
using ActiveCampaign.Bulk.Abstractions;
using ActiveCampaign.Bulk.ConstantContact.Credentials;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Parameters;
using ActiveCampaign.Bulk.Sessions;
using ActiveCampaign.Bulk.Simulator.ConstantContact;

namespace ActiveCampaign.Bulk.Commands;

/// <summary>Connects to an account of Constant Contact, or to a simulator of one.</summary>
[Cmdlet(VerbsCommunications.Connect, "CCSession", DefaultParameterSetName = TokenSet)]
[OutputType(typeof(CCSession))]
public sealed class ConnectCCSessionCommand : ConnectCommand
{
    private CCAccount? _account;

    /// <summary>The id of the application that somebody consents to; alone, it asks for that consent where none is kept.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = TokenSet)]
    [ConnectAttempt(ServiceKind.ConstantContact, IsText = true)]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>The client id as user name, the client secret as password, for applications that have one.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CredentialSet)]
    [AllowNull]
    public PSCredential? Credential { get; set; }

    /// <summary>A refresh token of the application; a later one that is kept and comes from it wins.</summary>
    [Parameter(Position = 1, ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [ConnectAttempt(ServiceKind.ConstantContact, IsToken = true)]
    [ValidateNotNull]
    public SecureString? RefreshToken { get; set; }

    /// <summary>Asks for consent although one is kept.</summary>
    [Parameter(ParameterSetName = TokenSet)]
    public SwitchParameter NewConsent { get; set; }

    /// <summary>Another address than the service's own; CC_API_URL where nothing is given.</summary>
    [Parameter(ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [ConnectAttempt(ServiceKind.ConstantContact)]
    [ValidateNotNull]
    public Uri? Uri { get; set; }

    /// <summary>Runs with each refresh token, which is $_, before it is counted on.</summary>
    [Parameter(ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [ValidateNotNull]
    public ScriptBlock? SaveToken { get; set; }

    /// <summary>The folder that tokens and limits are kept in, instead of the usual one.</summary>
    [Parameter(ParameterSetName = TokenSet)]
    [Parameter(ParameterSetName = CredentialSet)]
    [ValidateNotNullOrEmpty]
    public string? JournalPath { get; set; }

    /// <summary>A simulator from Start-CCSimulator.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = SimulatorObjectSet)]
    [ValidateNotNull]
    public CCSimulator? InputObject { get; set; }

    /// <summary>Name the connection goes by; "constantcontact", or "simulator".</summary>
    [Parameter]
    [ConnectAttempt(ServiceKind.ConstantContact, IsName = true)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    private protected override string? GivenName => Name;

    private protected override ConnectionSettings Settings()
    {
        _account = ParameterSetName switch
        {
            SimulatorSet => OfSimulator(SimulatorTable<CCSimulator>.Latest() ?? SimulatorTable<CCSimulator>.Add(new CCSimulator(ConstantContactServer.Start()))),
            SimulatorObjectSet => OfSimulator(InputObject!),
            _ when ReferenceEquals(RefreshToken, ConnectAttemptAttribute.PlainText) => throw new CommandException(nameof(BulkError.TokenInvalid), Messages.RefreshTokenNotSecure),
            CredentialSet when string.IsNullOrEmpty(Credential?.UserName) => throw new CommandException(ErrorIds.CredentialInvalid, Messages.CCCredentialMissing),
            CredentialSet => OfAccount(Credential!.UserName, Credential.Password),
            _ => OfAccount(ClientId!, null),
        };
        return _account.Settings;
    }

    private protected override ConnectionSettings Unpaced(ConnectionSettings settings)
    {
        _account = _account! with { Settings = settings with { Lanes = ConstantContactLimits.CreateUnpaced(settings.Clock) } };
        return _account.Settings;
    }

    // Whoever is at the prompt is asked at once, where what is kept has come to its end.
    private protected override ConnectionSettings? Again(BulkException failure)
    {
        if (failure.Error != BulkError.ConsentNeeded || ParameterSetName != TokenSet || RefreshToken is not null || NewConsent)
            return null;
        if (SaveToken is not null || Confirmation.IsUnattended(this))
            throw failure.With(Messages.ConsentAnew(ClientId!));
        _account!.Credentials.Dispose();
        _account = OfAccount(ClientId!, null, isNew: true);
        return _account.Settings;
    }

    private protected override void Discard()
    {
        if (_account is { Settings.IsSimulator: false })
            _account.Credentials.Dispose();
    }

    private protected override string DefaultName(ConnectionSettings settings) => settings.IsSimulator ? "simulator" : "constantcontact";

    // The accounts of one application look alike from here.
    private protected override bool IsOf(BulkSession session, ConnectionSettings settings) => false;

    private protected override BulkSession Open(ConnectionSettings settings, string name, out LiveConnection live) => _account!.Open(name, out live);

    private CCAccount OfAccount(string clientId, SecureString? secret, bool isNew = false)
    {
        JournalStore store = JournalRoot.Open(this, JournalPath);
        Uri? address = Uri ?? CCEnvironment.Address;
        CredentialSettings given = new()
        {
            ClientId = clientId,
            ClientSecret = secret,
            RefreshToken = RefreshToken,
            Address = address,
            SaveToken = SaveToken is null ? null : new TokenSaver(SaveToken).SaveAsync,
            Proxy = ProxyOf(),
        };
        bool isKept = CredentialStore.HasStored(CredentialStore.FolderOf(store, address), clientId);
        bool needsConsent = ParameterSetName == TokenSet && RefreshToken is null && (NewConsent || isNew || !isKept);
        if (!needsConsent)
            return CCAccount.Of(given, store, LimitShare);
        _account = CCAccount.Of(given with { Granted = AskForConsent(given) }, store, LimitShare);

        // Stored at once: nobody is to consent twice since something else comes to nothing.
        Await(_account.Credentials.GetAsync);
        return _account;
    }

    private GrantedTokens AskForConsent(CredentialSettings given)
    {
        if (Confirmation.IsUnattended(this))
            throw new BulkException(BulkError.ConsentNeeded, Messages.ConsentUnattended);
        using DeviceFlow flow = new(given.ClientId, given.Address, given.Clock, given.Proxy);
        DeviceCode code = Await(flow.StartAsync);

        // As Write-Host does it: whoever waits has to see this, whatever the preferences say.
        WriteInformation(new HostInformationMessage { Message = Messages.Consent(code.WholeAddress ?? code.Address, code.UserCode, code.ExpiresAt) }, ["PSHOST"]);
        return Await(token => flow.WaitAsync(code, token));
    }

    private CCAccount OfSimulator(CCSimulator simulator)
    {
        if (!simulator.IsRunning)
            throw new CommandException(ErrorIds.SimulatorNotRunning, Messages.SimulatorStopped, simulator.Uri.Authority);
        return CCAccount.Of(simulator, LimitShare);
    }
}
