using System;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Server;

namespace ActiveCampaign.Bulk;

/// <summary>A simulated account on a loopback port. Pipe it into Connect-ACSession or Stop-ACSimulator.</summary>
public sealed class ACSimulator : BulkSimulator
{
    private readonly Lazy<LaneSet> _lanes;

    internal ACSimulator(SimulatorServer server)
        : base(server, server.Uri, server.Options, server.Offences)
    {
        Server = server;
        _lanes = new Lazy<LaneSet>(() => ServiceLimits.CreateLanes(server.Clock));
    }

    /// <summary>The token it accepts: worth nothing anywhere else.</summary>
    public string ApiToken => Server.ApiToken;

    /// <inheritdoc/>
    public override int ContactCount => Server.Account.ContactCount;

    /// <inheritdoc/>
    public override long RequestCount => Server.RequestCount(RouteKind.Any);

    /// <summary>Automations it has run.</summary>
    public long AutomationRuns => Server.Account.AutomationRuns;

    /// <summary>Its lanes: all who connect to it share them, as with a real account.</summary>
    internal LaneSet Lanes => _lanes.Value;

    internal SimulatorServer Server { get; }
}
