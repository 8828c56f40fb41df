using ActiveCampaign.Bulk.Simulator.ConstantContact.OAuth;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;

/// <summary>One request to the simulated Constant Contact.</summary>
internal sealed class ServiceCall : Call
{
    public ServiceCall(
        HttpRequest request, RouteMatch<ServiceCall> match, RequestEntry entry, long connection, ConstantContactRules rules, TokenStore tokens)
        : base(request, match.Id, entry, connection)
    {
        Route = match.Route;
        Rules = rules;
        Tokens = tokens;
    }

    public Route<ServiceCall>? Route { get; }

    public ConstantContactRules Rules { get; }

    public TokenStore Tokens { get; }

    /// <summary>What the call's access token allows; null on routes that need none.</summary>
    public AccessGrant? Grant { get; set; }

    /// <summary>The faults that strike the call.</summary>
    public FaultSet Faults { get; set; } = FaultSet.None;
}
