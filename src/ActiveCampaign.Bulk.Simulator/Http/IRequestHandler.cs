using System;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Simulator.Http;

/// <summary>What the server does with a request.</summary>
internal interface IRequestHandler
{
    public Task<Answer> HandleAsync(HttpRequest request, long connection, CancellationToken cancellation);

    /// <summary>Waits by the clock of the service.</summary>
    public Task WaitAsync(TimeSpan span, CancellationToken cancellation);

    public void OnBadHttp(BadHttpException problem);
}
