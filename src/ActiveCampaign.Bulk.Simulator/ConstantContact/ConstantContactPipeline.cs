using System;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.ConstantContact.OAuth;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Rules;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact;

/// <summary>Takes a request through token, limits, scope, faults and its route.</summary>
internal sealed class ConstantContactPipeline : ServicePipeline<ServiceCall>
{
    private readonly ServiceState _state;
    private readonly TokenStore _tokens;
    private readonly RateGate _rates;
    private readonly FaultPlan _faults;

    public ConstantContactPipeline(
        ServiceState state, TimeProvider clock, TokenStore tokens, RateGate rates, RouteTable<ServiceCall> routes, RequestLog log, FaultPlan faults)
        : base(state.Rules, state.Offences, clock, routes, log)
    {
        _state = state;
        _tokens = tokens;
        _rates = rates;
        _faults = faults;
    }

    protected override ServiceCall NewCall(HttpRequest request, RouteMatch<ServiceCall> match, RequestEntry entry, long connection) =>
        new(request, match, entry, connection, _state.Rules, _tokens);

    protected override Answer Decide(ServiceCall call)
    {
        if (Refuse(call) is { } refusal)
            return refusal;
        if (call.Route is null)
        {
            Offences.Add(OffenceKind.UnknownRoute, call.ToString());
            return ServiceAnswers.NotFound("There is no " + call + ".");
        }

        call.Faults = _faults.Pick(call);
        call.Entry.Struck = call.Faults.Names;
        return call.Faults.BeforeEffect(call) ?? call.Faults.AfterEffect(call, Run(call));
    }

    private Answer Run(ServiceCall call)
    {
        lock (_state.Gate)
        {
            _state.Settle();
            return call.Route!.Handler(call);
        }
    }

    private Answer? Refuse(ServiceCall call)
    {
        if (call.Kind == RouteKind.CCToken)
            return _rates.RefuseToken(call);
        bool isApi = call.Request.Path.StartsWith("/v3/", StringComparison.Ordinal);
        return isApi ? RefuseBearer(call) ?? _rates.Refuse(call) ?? RefuseScope(call) ?? RefuseRole(call) : null;
    }

    private Answer? RefuseBearer(ServiceCall call)
    {
        const string scheme = "Bearer ";
        string header = call.Request.Header("Authorization") ?? "";
        if (header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && !_faults.IsTokenRevoked)
            call.Grant = _tokens.FindAccess(header.Substring(scheme.Length).Trim());
        if (call.Grant is not null)
            return null;
        Offences.Add(OffenceKind.BadToken, call.ToString());
        return header.Length > 0 ? ServiceAnswers.Unauthorized() : ServiceAnswers.BareError(_state.Rules.MissingTokenStatus, "unauthorized", "Unauthorized");
    }

    private static Answer? RefuseScope(ServiceCall call)
    {
        string? scope = call.Kind switch
        {
            RouteKind.CCPrivileges or RouteKind.Unknown => null,
            RouteKind.CCAccountSummary => "account_read",
            _ => "contact_data",
        };
        return scope is null || call.Grant!.Allows(scope)
            ? null
            : ServiceAnswers.Error(403, "http.status.forbidden", "The token does not have the scope " + scope + ".");
    }

    private Answer? RefuseRole(ServiceCall call) =>
        _state.Rules.Role != UserRole.CampaignCreator || call.Kind is RouteKind.CCPrivileges or RouteKind.CCAccountSummary or RouteKind.Unknown
            ? null
            : ServiceAnswers.BareError(403, "access_denied", "The user has insufficient privileges.");
}
