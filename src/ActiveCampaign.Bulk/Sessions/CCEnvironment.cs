using System;
using System.Net;
using ActiveCampaign.Bulk.ConstantContact.Credentials;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Errors;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>
/// The account of Constant Contact that the environment names: its application, and the token that somebody consented to,
/// unless a later one is stored.
/// </summary>
internal sealed class CCEnvironment : EnvironmentAccount
{
    private const string ClientVariable = "CC_CLIENT_ID";
    private const string SecretVariable = "CC_CLIENT_SECRET";
    private const string TokenVariable = "CC_REFRESH_TOKEN";
    private const string UrlVariable = "CC_API_URL";
    private const string SessionName = "environment";

    public CCEnvironment()
        : base(ServiceKind.ConstantContact)
    {
    }

    /// <summary>The address that is used instead of the service's own; null for that.</summary>
    public static Uri? Address => Variable(UrlVariable) is not string url
        ? null
        : Uri.TryCreate(url, UriKind.Absolute, out Uri? address) ? address : throw new CommandException(ErrorIds.HttpsRequired, Messages.BadUrlVariable(UrlVariable), UrlVariable);

    public override string? Host => Variable(ClientVariable) is string client ? CredentialStore.HostOf(ConstantContactWire.AddressOf(Address), client) : null;

    private protected override string? Read()
    {
        string? client = Variable(ClientVariable);
        string? token = Variable(TokenVariable);
        if (client is null && token is null)
            return null;
        if (client is null || (token is null && !CredentialStore.HasStored(CredentialStore.FolderOf(new JournalStore(), Address), client)))
            throw new CommandException(ErrorIds.NoConnection, Messages.HalfEnvironment(client is null ? TokenVariable : ClientVariable, client is null ? ClientVariable : TokenVariable));
        if (SimulatorTable<CCSimulator>.EverStarted)
            throw new CommandException(ErrorIds.NoConnection, Messages.EnvironmentOrCCSimulator);
        return string.Join("\n", client, Variable(SecretVariable), token, Address);
    }

    private protected override BulkSession Connect(out LiveConnection live)
    {
        CredentialSettings given = new()
        {
            ClientId = Variable(ClientVariable)!,
            ClientSecret = Secret(SecretVariable),
            RefreshToken = Secret(TokenVariable),
            Address = Address,
        };
        return CCAccount.Of(given, new JournalStore()).Open(SessionName, out live);
    }

    private static System.Security.SecureString? Secret(string variable) => Variable(variable) is string value ? new NetworkCredential(string.Empty, value).SecurePassword : null;
}
