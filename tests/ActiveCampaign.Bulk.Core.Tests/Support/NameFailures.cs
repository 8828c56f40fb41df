using System;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>Lets the host's name not be found for some of the calls, while it is switched on.</summary>
internal sealed class NameFailures
{
    private readonly Random _random;

    public NameFailures(int seed)
    {
        _random = new Random(seed);
    }

    /// <summary>The part of the calls that fail.</summary>
    public double Probability { get; set; }

    public HttpMessageHandler Wrap(HttpMessageHandler inner) => new Handler(this) { InnerHandler = inner };

    private bool Fails()
    {
        lock (_random)
            return _random.NextDouble() < Probability;
    }

    private sealed class Handler : DelegatingHandler
    {
        private readonly NameFailures _owner;

        public Handler(NameFailures owner)
        {
            _owner = owner;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _owner.Fails()
            ? throw new HttpRequestException("No such host is known.", new SocketException((int)SocketError.HostNotFound))
            : base.SendAsync(request, cancellationToken);
    }
}
