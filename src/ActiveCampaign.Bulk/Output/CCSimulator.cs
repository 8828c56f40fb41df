using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.ConstantContact;

namespace ActiveCampaign.Bulk;

/// <summary>
/// A simulated Constant Contact on a loopback port: the API is below v3, tokens are below oauth2/default/v1. Pipe it into
/// Connect-CCSession or Stop-CCSimulator.
/// </summary>
public sealed class CCSimulator : BulkSimulator
{
    internal CCSimulator(ConstantContactServer server)
        : base(server, server.Uri, server.Options, server.Offences)
    {
        Server = server;
    }

    /// <summary>The id of the application that may use the account.</summary>
    public string ClientId => Server.ClientId;

    /// <summary>The application's secret: worth nothing anywhere else.</summary>
    public string ClientSecret => Server.ClientSecret;

    /// <summary>The application's refresh token that is good now: worth nothing anywhere else.</summary>
    public string RefreshToken => Server.RefreshToken;

    /// <inheritdoc/>
    public override int ContactCount => Server.Account.ContactCount;

    /// <inheritdoc/>
    public override long RequestCount => Server.RequestCount(RouteKind.Any);

    /// <summary>How often somebody who had left could be written to again.</summary>
    public int Reactivations => Server.Account.Reactivations;

    internal ConstantContactServer Server { get; }
}
