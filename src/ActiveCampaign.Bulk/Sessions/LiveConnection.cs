using System;
using ActiveCampaign.Bulk.Core.Contract;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Status;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>What stands behind a session: the service with its connection, and the one poller that all commands share.</summary>
internal sealed class LiveConnection : IDisposable
{
    private readonly IDisposable? _credentials;

    /// <param name="service">The service, bound to the account.</param>
    /// <param name="credentials">What is released with the connection, or null.</param>
    public LiveConnection(BulkService service, IDisposable? credentials = null)
    {
        _credentials = credentials;
        Service = service;
        Poller = new StatusPoller(service);
    }

    public AccountConnection Account => Service.Connection;

    public BulkService Service { get; }

    public StatusPoller Poller { get; }

    public void Dispose()
    {
        Poller.Dispose();
        Account.Dispose();
        _credentials?.Dispose();
    }
}
