using System;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Server;

/// <summary>Takes a request through log, token, limits, faults and its route.</summary>
internal sealed class RequestPipeline : IRequestHandler
{
    private readonly AccountState _state;
    private readonly TimeProvider _clock;
    private readonly RouteTable _routes;
    private readonly RequestLog _log;
    private readonly FaultPlan _faults;
    private readonly LimitGate _limits;

    public RequestPipeline(
        AccountState state, TimeProvider clock, string token, RouteTable routes, RequestLog log, FaultPlan faults)
    {
        _state = state;
        _clock = clock;
        Token = token;
        _routes = routes;
        _log = log;
        _faults = faults;
        _limits = new LimitGate(state);
    }

    /// <summary>The token that is accepted.</summary>
    public string Token { get; set; }

    public async Task<Answer> HandleAsync(HttpRequest request, long connection, CancellationToken cancellation)
    {
        RouteMatch match = _routes.Match(request);
        RequestEntry entry = _log.Add(request, match.Route?.Kind ?? RouteKind.Unknown, _clock);
        ApiCall call = new(request, match, entry, connection);
        Answer answer = DecideSafely(call);
        await _clock.WaitAsync(_state.Options.Latency + call.Delay, cancellation).ConfigureAwait(false);
        DateTimeOffset now = _clock.GetUtcNow();
        _limits.BeforeSend(call, answer, now);
        DateHeader.Stamp(answer, now, _state.Options);
        _log.Answered(entry, answer);
        return answer;
    }

    public void OnBadHttp(BadHttpException problem) => _state.Offences.Add(OffenceKind.BadHttp, problem.Message);

    private Answer DecideSafely(ApiCall call)
    {
        try
        {
            return Decide(call);
        }
#pragma warning disable CA1031 // Whatever goes wrong in here must reach the client as an answer, not as a lost connection.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            return Answers.Message(500, "The simulator failed: " + problem);
        }
    }

    private Answer Decide(ApiCall call)
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
        _state.Offences.Add(OffenceKind.BadToken, call.Request.Method + " " + call.Request.Path);
        return Answers.Message(_state.Options.BadTokenStatus, "You are not authorized to access this resource.");
    }

    private void NoteContentType(HttpRequest request)
    {
        string declared = request.Header("Content-Type") ?? "";
        if (request.Body.Count > 0 && !declared.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            _state.Offences.Add(OffenceKind.WrongContentType, request.Method + " " + request.Path + ": " + declared);
    }

    private Answer RefuseRoute(ApiCall call)
    {
        _state.Offences.Add(OffenceKind.UnknownRoute, call.Request.Method + " " + call.Request.Path);
        return Answers.Message(404, "No route found for \"" + call.Request.Method + " " + call.Request.Path + "\"");
    }
}
