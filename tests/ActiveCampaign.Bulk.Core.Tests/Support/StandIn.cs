using System;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>Answers certain imports in the service's place; the others go through. They are counted from 1.</summary>
internal sealed class StandIn
{
    private readonly Func<int, string, string?> _refusal;
    private int _imports;

    /// <param name="refusal">The body of a 400, by the import's number and body; null lets it through.</param>
    public StandIn(Func<int, string, string?> refusal)
    {
        _refusal = refusal;
    }

    public static string Refusal(string reason) => "{\"success\":0,\"message\":\"Contacts were not queued for import.\",\"failureReasons\":[\"" + reason + "\"]}";

    public HttpMessageHandler Wrap(HttpMessageHandler inner) => new Handler(this) { InnerHandler = inner };

    private sealed class Handler : DelegatingHandler
    {
        private readonly StandIn _owner;

        public Handler(StandIn owner)
        {
            _owner = owner;
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method != HttpMethod.Post || !request.RequestUri!.AbsolutePath.EndsWith(Routes.BulkImport, StringComparison.Ordinal))
                return await base.SendAsync(request, cancellationToken);
            string body = await request.Content!.ReadAsStringAsync(cancellationToken);
            return _owner._refusal(Interlocked.Increment(ref _owner._imports), body) is string refusal
                ? new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent(refusal, Encoding.UTF8, "application/json") }
                : await base.SendAsync(request, cancellationToken);
        }
    }
}
