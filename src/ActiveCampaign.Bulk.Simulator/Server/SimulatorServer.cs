using System;
using System.Collections.Generic;
using System.Globalization;
using ActiveCampaign.Bulk.Simulator.Callbacks;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Handlers;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;
using ActiveCampaign.Bulk.Simulator.State;

namespace ActiveCampaign.Bulk.Simulator.Server;

/// <summary>
/// An account of the service on a loopback port of this machine, for rehearsals and tests. Any HTTP client can use it.
/// </summary>
public sealed class SimulatorServer : IDisposable
{
    private readonly LoopbackListener _listener;
    private readonly RequestPipeline _pipeline;
    private readonly CallbackSender _callbacks;
    private readonly RequestLog _log;

    private SimulatorServer(SimulatorOptions options)
    {
        Options = options;
        Clock = options.MakeClock();
        string token = options.ApiToken ?? Guid.NewGuid().ToString("N");
        AccountState state = new(options, Clock, Offences);
        _callbacks = new CallbackSender(state, Clock);
        _log = new RequestLog(options);
        Account = new SimulatedAccount(state, _callbacks);
        Faults = new FaultPlan(options);
        if (options.SampleData)
            SampleAccount.Fill(Account);

        RouteTable<ApiCall> routes = new("/api/3/");
        _pipeline = new RequestPipeline(state, Clock, token, routes, _log, Faults);
        _listener = new LoopbackListener(options.Port, _pipeline);
        Uri = new Uri("http://127.0.0.1:" + _listener.Port.ToString(CultureInfo.InvariantCulture) + "/");
        RouteSetup.Fill(routes, state, _callbacks, new Uri(Uri, "api/3/"));
        _listener.Start();
    }

    /// <summary>The address of the account; the API is below <c>/api/3</c>.</summary>
    public Uri Uri { get; }

    /// <summary>The token the account accepts.</summary>
    public string ApiToken => _pipeline.Token;

    /// <summary>How the account behaves.</summary>
    public SimulatorOptions Options { get; }

    /// <summary>The clock it runs on, which is scaled when <see cref="ServerOptions.SpeedFactor"/> is not 1.</summary>
    public TimeProvider Clock { get; }

    /// <summary>What the account holds.</summary>
    public SimulatedAccount Account { get; }

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; }

    /// <summary>Which rules clients have broken.</summary>
    public OffenceCounters Offences { get; } = new();

    /// <summary>The latest requests, as many as <see cref="ServerOptions.LogCapacity"/>, oldest first.</summary>
    public IReadOnlyList<LoggedRequest> Requests => _log.Snapshot();

    internal int OpenConnections => _listener.OpenConnections;

    /// <summary>Starts a server.</summary>
    public static SimulatorServer Start(SimulatorOptions? options = null) => new(options ?? new SimulatorOptions());

    /// <summary>How many requests a route has had since the start, or all routes for <see cref="RouteKind.Any"/>.</summary>
    public long RequestCount(RouteKind route) => _log.Count(route);

    /// <summary>Gives the account another token; the one before is refused from now on.</summary>
    public void ReplaceToken(string token) => _pipeline.Token = token ?? throw new ArgumentNullException(nameof(token));

    /// <summary>Closes the port and every connection, and ends every wait.</summary>
    public void Dispose()
    {
        _listener.Dispose();
        _callbacks.Dispose();
    }
}
