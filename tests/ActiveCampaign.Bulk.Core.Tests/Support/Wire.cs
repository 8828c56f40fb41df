using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Tests.Support;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>A request as it went out.</summary>
internal sealed record Sent(string Method, string Route, string Body, string? Token, string? ContentType, double Seconds);

/// <summary>
/// Stands in for the network: answers each route from its script, the last step again and again. Nothing but the clock
/// makes time pass.
/// </summary>
internal sealed class Wire : HttpMessageHandler
{
    public const string Token = "s3cret-t0ken";
    public const string Host = "acme.api-us1.com";

    private readonly object _gate = new();
    private readonly Dictionary<string, Queue<Step>> _scripts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Step> _last = new(StringComparer.Ordinal);
    private readonly List<Sent> _sent = [];
    private readonly DateTimeOffset _start;
    private int _open;

    public Wire()
    {
        _start = Clock.GetUtcNow();
    }

    public delegate Task<HttpResponseMessage> Step(HttpRequestMessage request, CancellationToken token);

    public VirtualClock Clock { get; } = new();

    /// <summary>Requests that were not answered yet.</summary>
    public int Open => Volatile.Read(ref _open);

    public IReadOnlyList<Sent> Requests
    {
        get
        {
            lock (_gate)
                return _sent.ToList();
        }
    }

    public double Seconds => (Clock.GetUtcNow() - _start).TotalSeconds;

    public AccountConnection Connect(PatienceSettings? patience = null, LaneSet? lanes = null, Uri? uri = null) => new(new ConnectionSettings
    {
        Uri = uri ?? new Uri("https://" + Host),
        Wire = new ActiveCampaignWire(Token),
        Clock = Clock,
        Lanes = lanes,
        WrapHandler = _ => this,
        Patience = patience ?? PatienceSettings.Default with { CallTimeout = TimeSpan.FromMinutes(10) },
    });

    /// <summary>What a route answers, step by step.</summary>
    public Wire On(string route, params Step[] steps)
    {
        lock (_gate)
            _scripts[route] = new Queue<Step>(steps);
        return this;
    }

    public int Count(string route) => Requests.Count(sent => sent.Route.Split('?')[0] == route);

    public static Step Answer(int status, string body = "", params (string Name, string Value)[] headers) => (_, _) =>
    {
        HttpResponseMessage response = new((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        foreach ((string name, string value) in headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return Task.FromResult(response);
    };

    public static Step Good { get; } = Answer(200, "{\"ok\":true}");

    public static Step Throw(Func<Exception> failure) => (_, _) => Task.FromException<HttpResponseMessage>(failure());

    /// <summary>Nobody listens: the call never left.</summary>
    public static Step Refused { get; } = Throw(() => new HttpRequestException("No connection.", new SocketException((int)SocketError.ConnectionRefused)));

    /// <summary>The connection broke with the call under way.</summary>
    public static Step Reset { get; } = Throw(() => new HttpRequestException("Broken.", new IOException("Reset.", new SocketException((int)SocketError.ConnectionReset))));

    /// <summary>The answer begins and its body breaks off.</summary>
    public static Step Cut { get; } = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream()) });

    /// <summary>No answer ever.</summary>
    public static Step Silence { get; } = async (_, token) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        throw new InvalidOperationException("Silence ends only by a token.");
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _open);
        try
        {
            string route = request.RequestUri!.PathAndQuery.Replace("/api/3/", string.Empty, StringComparison.Ordinal);
            string body = request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken);
            Step step;
            lock (_gate)
            {
                string? token = request.Headers.TryGetValues("Api-Token", out IEnumerable<string>? values) ? values.Single() : null;
                _sent.Add(new Sent(request.Method.Method, route, body, token, request.Content?.Headers.ContentType?.ToString(), Seconds));
                step = StepOf(_scripts.ContainsKey(route) ? route : route.Split('?')[0]);
            }

            return await step(request, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private Step StepOf(string route)
    {
        if (_scripts.TryGetValue(route, out Queue<Step>? steps) && steps.Count > 0)
            _last[route] = steps.Dequeue();
        return _last.TryGetValue(route, out Step? step) ? step : throw new InvalidOperationException("No script for " + route + ".");
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("Cut.");

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw new IOException("Cut.");

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new IOException("Cut.");

#if NET
        public override int Read(Span<byte> buffer) => throw new IOException("Cut.");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("Cut.");

        public override void CopyTo(Stream destination, int bufferSize) => throw new IOException("Cut.");
#endif
    }
}
