using System;
using System.Threading;
using System.Threading.Tasks;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>
/// When a call is made again. A read is repeated after any failure; a write only when it surely had no effect: no
/// connection, or a refusal. The circuit is common to both.
/// </summary>
internal sealed class CallPolicy
{
    private readonly ResiliencePipeline<Exchange> _read;
    private readonly ResiliencePipeline<Exchange> _write;

    public CallPolicy(TimeProvider clock, PatienceSettings patience, Func<double> jitter, Action<int, TimeSpan> again)
    {
        Timeout = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = patience.CallTimeout })
            .Build();
        ResiliencePipeline<Exchange> circuit = Circuit(clock);
        _read = Pipeline(clock, patience, jitter, again, circuit, exchange => IsFailure(exchange) && exchange.Failure is not AnswerTooLargeException);
        _write = Pipeline(clock, patience, jitter, again, circuit, exchange => exchange.Kind == ExchangeKind.NotSent);
    }

    /// <summary>Bounds one try.</summary>
    public ResiliencePipeline Timeout { get; }

    /// <summary>Makes a call until it is answered or patience ends; the last exchange is returned.</summary>
    public async Task<Exchange> ExecuteAsync(bool repeatable, Func<CancellationToken, Task<Exchange>> call, CancellationToken token)
    {
        try
        {
            return await (repeatable ? _read : _write)
                .ExecuteAsync(async inner => await call(inner).ConfigureAwait(false), token)
                .ConfigureAwait(false);
        }
        catch (BrokenCircuitException e)
        {
            return new Exchange(ExchangeKind.NotSent, null, e);
        }
    }

    /// <summary>A failure of the service or of the way to it, as opposed to an answer.</summary>
    public static bool IsFailure(Exchange exchange) => exchange.Kind != ExchangeKind.Answered || exchange.Status >= 500;

    private static ResiliencePipeline<Exchange> Pipeline(
        TimeProvider clock, PatienceSettings patience, Func<double> jitter, Action<int, TimeSpan> told, ResiliencePipeline<Exchange> circuit, Func<Exchange, bool> again) =>
        new ResiliencePipelineBuilder<Exchange> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<Exchange>
            {
                ShouldHandle = arguments => new ValueTask<bool>(
                    arguments.Outcome.Exception is BrokenCircuitException || (arguments.Outcome.Result is Exchange result && again(result))),
                MaxRetryAttempts = patience.Retries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = patience.FirstDelay,
                MaxDelay = patience.MaxDelay,
                UseJitter = true,
                Randomizer = jitter,
                OnRetry = arguments =>
                {
                    told(arguments.AttemptNumber, arguments.RetryDelay);
                    return default;
                },
            })
            .AddPipeline(circuit)
            .Build();

    private static ResiliencePipeline<Exchange> Circuit(TimeProvider clock) =>
        new ResiliencePipelineBuilder<Exchange> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Exchange>
            {
                ShouldHandle = arguments => new ValueTask<bool>(arguments.Outcome.Result is Exchange result && IsFailure(result)),
                FailureRatio = 0.9,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromMinutes(1),
                BreakDuration = TimeSpan.FromSeconds(15),
            })
            .Build();
}
