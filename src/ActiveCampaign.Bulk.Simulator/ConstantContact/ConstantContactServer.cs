using System;
using System.Collections.Generic;
using System.Globalization;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Calls;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Handlers;
using ActiveCampaign.Bulk.Simulator.ConstantContact.OAuth;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Faults;
using ActiveCampaign.Bulk.Simulator.Http;
using ActiveCampaign.Bulk.Simulator.Routing;

namespace ActiveCampaign.Bulk.Simulator.ConstantContact;

/// <summary>
/// Constant Contact on a loopback port of this machine, for rehearsals and tests: one account, and an application that may use
/// it. Any HTTP client can use it.
/// </summary>
public sealed class ConstantContactServer : IDisposable
{
    private readonly LoopbackListener _listener;
    private readonly RequestLog _log;
    private readonly TokenStore _tokens;
    private readonly RateGate _rates;
    private readonly Application _application;

    private ConstantContactServer(ConstantContactOptions options)
    {
        Options = options;
        Clock = options.MakeClock();
        ServiceState state = new(options, Clock, Offences);
        _tokens = new TokenStore(options, Offences, Clock);
        _application = _tokens.Add(options.ClientId, options.ClientSecret, options.RefreshToken);
        _rates = new RateGate(options, Offences);
        _log = new RequestLog(options);
        Account = new ConstantContactAccount(state, _tokens);
        Faults = new FaultPlan(options);
        if (options.SampleData)
            SamplePeople.Fill(Account);

        RouteTable<ServiceCall> routes = new("/", takesSlash: true);
        ConstantContactPipeline pipeline = new(state, Clock, _tokens, _rates, routes, _log, Faults);
        _listener = new LoopbackListener(options.Port, pipeline);
        Uri = new Uri("http://127.0.0.1:" + _listener.Port.ToString(CultureInfo.InvariantCulture) + "/");
        Fill(routes, state);
        _listener.Start();
    }

    /// <summary>The root; the API is below <c>v3</c>, tokens are below <c>oauth2/default/v1</c>.</summary>
    public Uri Uri { get; }

    /// <summary>The application's id.</summary>
    public string ClientId => _application.ClientId;

    /// <summary>The application's secret.</summary>
    public string ClientSecret => _application.ClientSecret;

    /// <summary>The application's latest refresh token.</summary>
    public string RefreshToken => _tokens.RefreshTokenOf(_application);

    /// <summary>How the service behaves.</summary>
    public ConstantContactOptions Options { get; }

    /// <summary>The clock it runs on, which is scaled when <see cref="ServerOptions.SpeedFactor"/> is not 1.</summary>
    public TimeProvider Clock { get; }

    /// <summary>What the account holds.</summary>
    public ConstantContactAccount Account { get; }

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; }

    /// <summary>Which rules clients have broken.</summary>
    public OffenceCounters Offences { get; } = new();

    /// <summary>The latest requests, as many as <see cref="ServerOptions.LogCapacity"/>, oldest first.</summary>
    public IReadOnlyList<LoggedRequest> Requests => _log.Snapshot();

    /// <summary>Starts a server.</summary>
    public static ConstantContactServer Start(ConstantContactOptions? options = null) => new(options ?? new ConstantContactOptions());

    /// <summary>How many requests a route has had since the start, or all routes for <see cref="RouteKind.Any"/>.</summary>
    public long RequestCount(RouteKind route) => _log.Count(route);

    /// <summary>Adds another application for the same account, with limits of its own.</summary>
    public ApplicationCredentials AddApplication()
    {
        Application application = _tokens.Add();
        return new ApplicationCredentials(application.ClientId, application.ClientSecret, application.RefreshToken);
    }

    /// <summary>A new access token of the application, without the way there.</summary>
    /// <param name="scopes">What it allows; null is what the person has consented to.</param>
    public string NewAccessToken(string? scopes = null) => _tokens.NewAccessToken(_application, scopes ?? Options.Scopes);

    /// <summary>Ends every access token before its time.</summary>
    public void ExpireAccessTokens() => _tokens.KillAccessTokens();

    /// <summary>Ends every refresh token: a person must consent again.</summary>
    public void ExpireRefreshTokens() => _tokens.KillRefreshTokens();

    /// <summary>Uses up some of the application's calls of today.</summary>
    public void SpendQuota(int calls) => _rates.Spend(ClientId, calls, Clock.GetUtcNow());

    /// <summary>Closes the port and every connection, and ends every wait.</summary>
    public void Dispose() => _listener.Dispose();

    private void Fill(RouteTable<ServiceCall> routes, ServiceState state)
    {
        new TokenHandler(Options, _tokens, Uri).Register(routes);
        new PeopleImportHandler(state).Register(routes);
        new PeopleHandler(state).Register(routes);
        new ActivityHandler(state).Register(routes);
        new DefinitionHandler(state).Register(routes);
        new PersonHandler(state).Register(routes);
        new AccountInfoHandler(Options).Register(routes);
    }
}
