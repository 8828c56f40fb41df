using System;
using System.Linq;
using System.Net.Http;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Credentials;
using ActiveCampaign.Bulk.ConstantContact.Import;
using ActiveCampaign.Bulk.ConstantContact.Wire;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.ConstantContact;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;

namespace ActiveCampaign.Bulk.Core.Tests.ConstantContact;

/// <summary>Imports into a simulated Constant Contact, with a list called News.</summary>
internal sealed class CCRig : RunRig
{
    private readonly Func<HttpMessageHandler, HttpMessageHandler>? _between;
    private CredentialStore _credentials = null!;

    public CCRig(Action<ConstantContactOptions>? configure = null, DateTimeOffset? start = null, Func<HttpMessageHandler, HttpMessageHandler>? between = null)
        : base(start)
    {
        ConstantContactOptions options = new() { Clock = ServerClock, SampleData = false };
        configure?.Invoke(options);
        Server = ConstantContactServer.Start(options);
        News = Server.Account.AddList("News");
        Use = new DailyUse(null, ClientClock);
        _between = between;
        Connect(new CredentialSettings { ClientId = Server.ClientId, RefreshToken = Secret(Server.RefreshToken) });
    }

    public static ImportSettings Settings { get; } = new() { Lists = ["news"], ThrottleLimit = 2 };

    public ConstantContactServer Server { get; }

    public DailyUse Use { get; }

    /// <summary>The id of the list.</summary>
    public string News { get; }

    public PersonSnapshot Person(string email) => Server.Account.FindContact(email)!;

    public long Calls(params RouteKind[] routes) => routes.Sum(Server.RequestCount);

    /// <summary>Somebody consents anew in a browser, and what comes after this goes on with that.</summary>
    public async Task ConsentAsync()
    {
        Server.Options.DeviceApprovedAfterPolls = 1;
        using DeviceFlow flow = new(Server.ClientId, Server.Uri, ClientClock, wrap: Count);
        GrantedTokens? granted = null;
        await RunAsync(() => granted = flow.WaitAsync(flow.StartAsync(CancellationToken.None).GetAwaiter().GetResult(), CancellationToken.None).GetAwaiter().GetResult());
        Poller.Dispose();
        Connection.Dispose();
        _credentials.Dispose();
        Connect(new CredentialSettings { ClientId = Server.ClientId, Granted = granted });
    }

    private void Connect(CredentialSettings given)
    {
        _credentials = new CredentialStore(given with { Address = Server.Uri, Clock = ClientClock, WrapHandler = Count });
        Connect(
            new ConnectionSettings { Uri = Server.Uri, Wire = new ConstantContactWire(_credentials, Use), Clock = ClientClock, IsSimulator = true, WrapHandler = handler => Count(_between?.Invoke(handler) ?? handler) },
            connection => new ConstantContactService(connection));
    }

    private protected override void Release()
    {
        _credentials.Dispose();
        Server.Dispose();
    }

    private static SecureString Secret(string text)
    {
        SecureString secret = new();
        foreach (char c in text)
            secret.AppendChar(c);
        return secret;
    }
}
