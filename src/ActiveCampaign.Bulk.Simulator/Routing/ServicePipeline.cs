using System;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Wire;

namespace ActiveCampaign.Bulk.Simulator.Routing;

/// <summary>Takes a request through log, decision and wait. What is decided is each service's own.</summary>
internal abstract class ServicePipeline<TCall> : IRequestHandler
    where TCall : Call
{
    private readonly ServerOptions _options;
    private readonly TimeProvider _clock;
    private readonly RouteTable<TCall> _routes;
    private readonly RequestLog _log;

    protected ServicePipeline(
        ServerOptions options, OffenceCounters offences, TimeProvider clock, RouteTable<TCall> routes, RequestLog log)
    {
        _options = options;
        Offences = offences;
        _clock = clock;
        _routes = routes;
        _log = log;
    }

    protected OffenceCounters Offences { get; }

    public async Task<Answer> HandleAsync(HttpRequest request, long connection, CancellationToken cancellation)
    {
        RouteMatch<TCall> match = _routes.Match(request);
        RequestEntry entry = _log.Add(request, match.Route?.Kind ?? RouteKind.Unknown, _clock);
        TCall call = NewCall(request, match, entry, connection);
        Answer answer = DecideSafely(call);
        await WaitAsync(_options.Latency + call.Delay, cancellation).ConfigureAwait(false);
        DateTimeOffset now = _clock.GetUtcNow();
        BeforeSend(call, answer, now);
        DateHeader.Stamp(answer, now, _options);
        _log.Answered(entry, answer);
        return answer;
    }

    public Task WaitAsync(TimeSpan span, CancellationToken cancellation) => _clock.WaitAsync(span, cancellation);

    public void OnBadHttp(BadHttpException problem) => Offences.Add(OffenceKind.BadHttp, problem.Message);

    protected abstract TCall NewCall(HttpRequest request, RouteMatch<TCall> match, RequestEntry entry, long connection);

    protected abstract Answer Decide(TCall call);

    protected virtual void BeforeSend(TCall call, Answer answer, DateTimeOffset now)
    {
    }

    private Answer DecideSafely(TCall call)
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
}
