using System;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Server;

/// <summary>Takes a request through token, limits, faults and its route.</summary>
internal sealed class RequestPipeline : ServicePipeline<ApiCall>
{
    private readonly AccountState _state;
    private readonly FaultPlan _faults;
    private readonly LimitGate _limits;

    public RequestPipeline(
        AccountState state, TimeProvider clock, string token, RouteTable<ApiCall> routes, RequestLog log, FaultPlan faults)
        : base(state.Options, state.Offences, clock, routes, log)
    {
        _state = state;
        Token = token;
        _faults = faults;
        _limits = new LimitGate(state);
    }

    /// <summary>The token that is accepted.</summary>
    public string Token { get; set; }

    protected override ApiCall NewCall(HttpRequest request, RouteMatch<ApiCall> match, RequestEntry entry, long connection) =>
        new(request, match, entry, connection, _state.Options);

    protected override void BeforeSend(ApiCall call, Answer answer, DateTimeOffset now) => _limits.BeforeSend(call, answer, now);

    protected override Answer Decide(ApiCall call)
    {
        if (RefuseToken(call) is { } badToken)
            return badToken;
        if (_limits.RefuseGeneral(call) is { } tooMany)
            return tooMany;
        if (call.Route is null)
            return RefuseRoute(call);
        NoteContentType(call.Request);
        if (_limits.RefuseImport(call) is { } tooManyImports)
            return tooManyImports;

        FaultSet faults = _faults.Pick(call);
        call.Strike = faults.OnBatch;
        call.Entry.Struck = faults.Names;
        return faults.BeforeEffect(call) ?? faults.AfterEffect(call, Run(call));
    }

    private Answer Run(ApiCall call)
    {
        lock (_state.Gate)
        {
            _state.Settle();
            return call.Route!.Handler(call);
        }
    }

    private Answer? RefuseToken(ApiCall call)
    {
        if (_faults.IsTokenRevoked)
            return Answers.Message(_state.Options.BadTokenStatus, "You are not authorized to access this resource.");
        if (call.Request.Header("Api-Token") == Token)
            return null;
        Offences.Add(OffenceKind.BadToken, call.ToString());
        return Answers.Message(_state.Options.BadTokenStatus, "You are not authorized to access this resource.");
    }

    private void NoteContentType(HttpRequest request)
    {
        string declared = request.Header("Content-Type") ?? "";
        if (request.Body.Count > 0 && !declared.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            Offences.Add(OffenceKind.WrongContentType, request.Method + " " + request.Path + ": " + declared);
    }

    private Answer RefuseRoute(ApiCall call)
    {
        Offences.Add(OffenceKind.UnknownRoute, call.ToString());
        return Answers.Message(404, "No route found for \"" + call + "\"");
    }
}
