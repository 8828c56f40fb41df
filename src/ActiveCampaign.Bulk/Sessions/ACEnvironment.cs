using System;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Errors;
using ActiveCampaign.Bulk.Service.Import;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>The account of ActiveCampaign that the environment names: its URL and its key.</summary>
internal sealed class ACEnvironment : EnvironmentAccount
{
    private const string UrlVariable = "AC_API_URL";
    private const string TokenVariable = "AC_API_TOKEN";

    public ACEnvironment()
        : base(ServiceKind.ActiveCampaign)
    {
    }

    public override string? Host => Uri.TryCreate(Variable(UrlVariable), UriKind.Absolute, out Uri? uri) ? ActiveCampaignWire.AddressOf(uri).Authority : null;

    private protected override string? Read()
    {
        string? url = Variable(UrlVariable);
        string? token = Variable(TokenVariable);
        if (url is null && token is null)
            return null;
        if (url is null || token is null)
            throw new CommandException(ErrorIds.NoConnection, Messages.HalfEnvironment(url is null ? TokenVariable : UrlVariable, url is null ? UrlVariable : TokenVariable));
        if (SimulatorTable<ACSimulator>.EverStarted)
            throw new CommandException(ErrorIds.NoConnection, Messages.EnvironmentOrSimulator);
        if (!Uri.TryCreate(url, UriKind.Absolute, out _))
            throw new CommandException(ErrorIds.HttpsRequired, Messages.BadUrlVariable(UrlVariable), UrlVariable);
        return url + "\n" + token;
    }

    private protected override BulkSession Connect(out LiveConnection live)
    {
        Uri address = ActiveCampaignWire.AddressOf(new Uri(Variable(UrlVariable)!));
        ConnectionSettings settings = new() { Uri = address, Wire = new ActiveCampaignWire(Variable(TokenVariable)!), Lanes = LaneRegistry.For(address.Authority) };
        live = new LiveConnection(new ActiveCampaignService(new AccountConnection(settings)));
        return new ACSession(address.Host, address, false, DateTimeOffset.Now, live.Account.Lanes);
    }
}
