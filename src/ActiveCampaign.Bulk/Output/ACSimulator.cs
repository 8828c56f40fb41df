using System;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Server;

namespace ActiveCampaign.Bulk;

/// <summary>A simulated account on a loopback port. Pipe it into Connect-ACSession or Stop-ACSimulator.</summary>
public sealed class ACSimulator
{
    internal ACSimulator(SimulatorServer server)
    {
        Server = server;
    }

    /// <summary>The account's address.</summary>
    public Uri Uri => Server.Uri;

    /// <summary>The token it accepts: worth nothing anywhere else.</summary>
    public string ApiToken => Server.ApiToken;

    /// <summary>How many times as fast as the clock it runs.</summary>
    public double SpeedFactor => Server.Options.SpeedFactor;

    /// <summary>Contacts it holds.</summary>
    public int ContactCount => Server.Account.ContactCount;

    /// <summary>Requests it has had.</summary>
    public long RequestCount => Server.RequestCount(RouteKind.Any);

    /// <summary>Automations it has run.</summary>
    public long AutomationRuns => Server.Account.AutomationRuns;

    /// <summary>Rules that clients broke.</summary>
    public long Offences => Server.Offences.Total;

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning { get; internal set; } = true;

    internal SimulatorServer Server { get; }
}
