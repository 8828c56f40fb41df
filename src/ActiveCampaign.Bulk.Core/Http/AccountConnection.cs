using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Lanes;
using Polly.Timeout;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>
/// The one way to an account: one HttpClient, its lanes, its patience. Safe for several threads. Holds the token and
/// shows it nowhere.
/// </summary>
internal sealed partial class AccountConnection : IDisposable
{
    private const int StrayRefusals = 3;
    private const int RateRefusals = 30;

    private readonly HttpSender _sender;
    private readonly ServiceWire _wire;
    private readonly CallPolicy _policy;
    private readonly PatienceSettings _patience;
    private readonly bool _ownsLanes;
    private readonly Random _random = new();
    private readonly ServiceClock _serviceClock = new();
    private Task? _probe;

    /// <summary>Connects nothing yet: the first call does.</summary>
    /// <exception cref="BulkException">The address or the key is not one that may be used.</exception>
    public AccountConnection(ConnectionSettings settings)
    {
        _wire = settings.Wire;
        Address = _wire.BaseOf(settings.Uri);
        Clock = settings.Clock;
        IsSimulator = settings.IsSimulator;
        _ownsLanes = settings.Lanes is null;
        Lanes = settings.Lanes ?? _wire.CreateLanes(settings.Clock);
        _patience = settings.Patience;
        _policy = new CallPolicy(Clock, _patience, NextRandom, Again);
        _sender = new HttpSender(settings, Address);
    }

    /// <summary>The API's base address.</summary>
    public Uri Address { get; }

    /// <summary>The account's host, with its port where that is not the usual one. Journals and lanes are kept by it.</summary>
    public string Host => _wire.HostOf(Address);

    /// <summary>Whether this is a simulator.</summary>
    public bool IsSimulator { get; }

    /// <summary>The clock everything waits on.</summary>
    public TimeProvider Clock { get; }

    /// <summary>
    /// The service's time, as far as its answers have told it: never ahead of it, and behind by less than a second and
    /// the time an answer takes. This clock's own time before the first answer.
    /// </summary>
    public DateTimeOffset ServiceNow => Clock.GetUtcNow() + _serviceClock.Skew;

    /// <summary>The account's lanes.</summary>
    public LaneSet Lanes { get; }

    /// <summary>Which page of a long look-up is being read; null where none is.</summary>
    public PageMark? Reading { get; set; }

    /// <summary>Asks whether host and token are good, with the cheapest call there is.</summary>
    /// <exception cref="BulkException">They are not.</exception>
    public Task CheckAsync(CancellationToken token) => ReadAsync(_wire.Probe, root => root.ValueKind, token);

    /// <summary>Whether the account answers at all just now: one try of the cheapest call, whatever it says.</summary>
    public async Task<bool> AnswersAsync(CancellationToken token)
    {
        Exchange exchange = await PaceAsync(new ServiceCall(HttpMethod.Get, _wire.Probe), token).ConfigureAwait(false);
        return !CallPolicy.IsFailure(exchange);
    }

    /// <summary>Reads a route; repeated after failures, since reading changes nothing.</summary>
    /// <exception cref="BulkException">The service refuses, fails again and again, or cannot be reached.</exception>
    public async Task<T> ReadAsync<T>(string route, Func<JsonElement, T> parse, CancellationToken token)
    {
        T? result = default;
        bool parsed = false;
        Exchange exchange = await CallAsync(new ServiceCall(HttpMethod.Get, route), repeatable: true, Parse, token).ConfigureAwait(false);
        if (parsed)
            return result!;
        throw Failures.OfRead(exchange, route, Host, _wire);

        Exchange Parse(Exchange answered)
        {
            if (answered.Answer is not { IsSuccess: true } answer)
                return answered;
            try
            {
                using JsonDocument document = JsonDocument.Parse(answer.Body);
                result = parse(document.RootElement);
                parsed = true;
                return answered;
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
            {
                // Empty and cut bodies, and some without the member, come with status 200 too: to the policy that is a lost answer.
                return new Exchange(ExchangeKind.Lost, answer, e);
            }
        }
    }

    /// <summary>
    /// Makes a call that changes something. It is repeated only while it surely had no effect (no connection, refused
    /// for rate, a stray 403); an answer that was lost comes back as lost.
    /// </summary>
    /// <exception cref="BulkException">The account is inactive, the token is refused, or the host cannot be reached.</exception>
    public async Task<Exchange> WriteAsync(ServiceCall call, CancellationToken token)
    {
        Exchange exchange = await TryWriteAsync(call, token).ConfigureAwait(false);
        return exchange.Kind == ExchangeKind.NotSent ? throw Failures.Unreachable(exchange, Host) : exchange;
    }

    /// <summary>The same, where a host that cannot be reached is no reason to give up.</summary>
    /// <exception cref="BulkException">The account is inactive, or the token is refused.</exception>
    public Task<Exchange> TryWriteAsync(ServiceCall call, CancellationToken token) =>
        CallAsync(call, repeatable: false, static answered => answered, token);

    /// <summary>
    /// Makes a call that changes something and may be made again without harm, such as a deletion: repeated after
    /// failures like a read. What failed to the end comes back as it is.
    /// </summary>
    /// <exception cref="BulkException">The account is inactive, the token is refused, or the host cannot be reached.</exception>
    public async Task<Exchange> RepeatAsync(ServiceCall call, CancellationToken token)
    {
        Exchange exchange = await CallAsync(call, repeatable: true, static answered => answered, token).ConfigureAwait(false);
        return exchange.Kind == ExchangeKind.NotSent ? throw Failures.Unreachable(exchange, Host) : exchange;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sender.Dispose();
        if (_ownsLanes)
            Lanes.Dispose();
    }

    private async Task<Exchange> CallAsync(ServiceCall call, bool repeatable, Func<Exchange, Exchange> read, CancellationToken token)
    {
        bool isRenewed = false;
        for (int refusal = 0; ; refusal++)
        {
            Exchange exchange = await _policy
                .ExecuteAsync(repeatable, async inner => read(await PaceAsync(call, inner).ConfigureAwait(false)), token)
                .ConfigureAwait(false);
            if (exchange.Answer is ServiceAnswer answer && call.IsAboutTarget?.Invoke(answer) == true)
                return exchange;
            if (exchange.Status == 402)
                throw new BulkException(BulkError.AccountInactive, Texts.AccountInactive(Host), Host);
            if (exchange.Status is not (401 or 403))
                return exchange;
            if (exchange.Answer is { Status: 401 } refused && !isRenewed && (isRenewed = await _wire.RenewAsync(refused.Credentials, token).ConfigureAwait(false)))
                continue;
            if (refusal >= StrayRefusals)
                return call.IsAboutTarget is not null ? exchange : throw _wire.Denied(call.Route.Split('?')[0], Host, exchange.Answer!.Body);
            await ProbeAsync(token).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// After a 403: asks a few times whether the token is good, since the service refuses good ones at times. Calls that
    /// are refused at the same time share one probe.
    /// </summary>
    private async Task ProbeAsync(CancellationToken token)
    {
        Task probe;
        lock (_random)
            probe = _probe = _probe is { IsCompleted: false } running ? running : AskForTokenAsync(token);
        await probe.ConfigureAwait(false);
    }

    private async Task AskForTokenAsync(CancellationToken token)
    {
        foreach (TimeSpan delay in _patience.ProbeDelays)
        {
            await Clock.PauseAsync(delay, token).ConfigureAwait(false);
            Exchange probe = await _policy
                .ExecuteAsync(true, inner => PaceAsync(new ServiceCall(HttpMethod.Get, _wire.Probe), inner), token)
                .ConfigureAwait(false);
            if (probe.Answer is { IsSuccess: true })
                return;
            if (probe.Status is not (401 or 403))
                throw Failures.OfRead(probe, _wire.Probe, Host, _wire);
        }

        throw _wire.Refused(Host);
    }

    /// <summary>One call through its lane, again while the service refuses it for its rate.</summary>
    private async Task<Exchange> PaceAsync(ServiceCall call, CancellationToken token)
    {
        Lane lane = LaneOf(call);
        for (int refusals = 0; ; refusals++)
        {
            if (refusals == RateRefusals)
                throw new BulkException(BulkError.ServiceUnavailable, Texts.RateRefused(Host, refusals), Host);
            Exchange exchange = await SendInLaneAsync(lane, call, token).ConfigureAwait(false);
            if (exchange.Answer is not ServiceAnswer answer)
                return exchange;
            if (_wire.FindEnd(answer, ServiceNow) is BulkException end)
                throw end;
            if (call.Lane == CallLane.General && answer.Remaining is int remaining)
                lane.Correct(remaining);
            if (RefusalPause(call, answer) is null)
                return exchange;
        }
    }

    private async Task<Exchange> SendInLaneAsync(Lane lane, ServiceCall call, CancellationToken token)
    {
        await _wire.ReadyAsync(token).ConfigureAwait(false);
        LaneSlot? slot = await AcquireAsync(lane, call, token).ConfigureAwait(false);
        Exchange? exchange = null;
        try
        {
            if (call.BeforeSend is not null)
                await call.BeforeSend().ConfigureAwait(false);
            while (lane.IsPaused)
            {
                lane.Cancel(slot.Value);
                slot = null;
                slot = await AcquireAsync(lane, call, token).ConfigureAwait(false);
            }

            exchange = await TryAsync(call, call.Abort.CanBeCanceled ? call.Abort : token).ConfigureAwait(false);
            return exchange;
        }
        finally
        {
            if (slot is LaneSlot held)
                GiveBack(lane, held, call, exchange);
        }
    }

    private void GiveBack(Lane lane, LaneSlot slot, ServiceCall call, Exchange? exchange)
    {
        TimeSpan? pause = exchange?.Answer is ServiceAnswer answer ? RefusalPause(call, answer) : null;
        if (pause is TimeSpan asked)
            Pause(lane, call, asked);
        if (exchange is null or { Kind: ExchangeKind.NotSent })
            lane.Cancel(slot);
        else
            lane.Release(slot, isTaken: exchange.Answer is not null && pause is null, isAnswered: exchange.Answer is not null);
    }

    private TimeSpan? RefusalPause(ServiceCall call, ServiceAnswer answer)
    {
        if (call.IsAboutTarget?.Invoke(answer) == true || call.IsFull?.Invoke(answer) == true)
            return null;
        if (answer.Status == 429)
            return answer.RetryAfter ?? _wire.DefaultRetryAfter;
        return call.IsRateRefusal?.Invoke(answer) == true ? answer.RetryAfter ?? call.RateRefusalPause : null;
    }

    private async Task<Exchange> TryAsync(ServiceCall call, CancellationToken token)
    {
        DateTimeOffset sent = Clock.GetUtcNow();
        try
        {
            ServiceAnswer answer = await _policy.Timeout
                .ExecuteAsync(async inner => await _sender.SendAsync(call, inner).ConfigureAwait(false), token)
                .ConfigureAwait(false);
            _serviceClock.Learn(sent, Clock.GetUtcNow(), answer.Date);
            return Told(call, sent, Exchange.Answered(answer));
        }
        catch (OperationCanceledException e) when (token.IsCancellationRequested)
        {
            // A stop while the call is out: for a write that is a lost answer, and its caller must know.
            return Told(call, sent, new Exchange(ExchangeKind.Lost, null, e));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TimeoutRejectedException or OperationCanceledException)
        {
            return Told(call, sent, new Exchange(SendFailures.NeverSent(e) ? ExchangeKind.NotSent : ExchangeKind.Lost, null, e));
        }
    }

    private Lane LaneOf(ServiceCall call) => call.Lane switch
    {
        CallLane.Bulk => Lanes.Bulk,
        CallLane.Single => Lanes.Single,
        _ => Lanes.General,
    };

    // Random is not safe for several threads, and .NET Standard 2.0 has no shared one.
    private double NextRandom()
    {
#pragma warning disable CA5394 // Jitter is no secret.
        lock (_random)
            return _random.NextDouble();
#pragma warning restore CA5394
    }
}
