using System;
using ActiveCampaign.Bulk.Core.Http;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Service.Import;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>What stands behind an ACSession: the connection, and the one poller that all commands share.</summary>
internal sealed class LiveConnection : IDisposable
{
    public LiveConnection(AccountConnection account)
    {
        Account = account;
        Service = new ActiveCampaignService(account);
        Poller = new StatusPoller(Service);
    }

    public AccountConnection Account { get; }

    public ActiveCampaignService Service { get; }

    public StatusPoller Poller { get; }

    public void Dispose()
    {
        Poller.Dispose();
        Account.Dispose();
    }
}
