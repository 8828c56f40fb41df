using System;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.ConstantContact;

namespace ActiveCampaign.Bulk;

/// <summary>A simulated Constant Contact on a loopback port. Pipe it into Connect-CCSession or Stop-CCSimulator.</summary>
public sealed class CCSimulator
{
    internal CCSimulator(ConstantContactServer server)
    {
        Server = server;
    }

    /// <summary>The root: the API is below v3, tokens are below oauth2/default/v1.</summary>
    public Uri Uri => Server.Uri;

    /// <summary>The id of the application that may use the account.</summary>
    public string ClientId => Server.ClientId;

    /// <summary>The application's secret: worth nothing anywhere else.</summary>
    public string ClientSecret => Server.ClientSecret;

    /// <summary>The application's refresh token that is good now: worth nothing anywhere else.</summary>
    public string RefreshToken => Server.RefreshToken;

    /// <summary>How many times as fast as the clock it runs.</summary>
    public double SpeedFactor => Server.Options.SpeedFactor;

    /// <summary>Contacts it holds, deleted ones not among them.</summary>
    public int ContactCount => Server.Account.ContactCount;

    /// <summary>Requests it has had.</summary>
    public long RequestCount => Server.RequestCount(RouteKind.Any);

    /// <summary>How often somebody who had left could be written to again.</summary>
    public int Reactivations => Server.Account.Reactivations;

    /// <summary>Rules that clients broke.</summary>
    public long Offences => Server.Offences.Total;

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning { get; internal set; } = true;

    internal ConstantContactServer Server { get; }
}
