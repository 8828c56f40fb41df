using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>
/// Times in which an account does not answer, chosen by a seed, each in its own way. A request that is out when one
/// begins is cut. They start with the first request that changes something.
/// </summary>
internal sealed class Outages
{
    private readonly int _seed;
    private readonly (int Count, double Shortest, double Longest) _shape;
    private IReadOnlyList<Outage> _all = [];
    private TimeProvider _clock = TimeProvider.System;
    private int _struck;
    private int _started;

    public Outages(int seed, int count, double shortest, double longest)
    {
        _seed = seed;
        _shape = (count, shortest, longest);
    }

    private enum Way
    {
        /// <summary>Nobody listens.</summary>
        Refused,

        /// <summary>The connection breaks before the request has its effect.</summary>
        Reset,

        /// <summary>The request has its effect, and its answer is lost.</summary>
        Cut,

        /// <summary>Nothing comes until it is over, and then the connection breaks.</summary>
        Silent,

        /// <summary>A gateway answers in the service's place.</summary>
        Gateway,
    }

    /// <summary>Requests that did not get their answer.</summary>
    public int Struck => Volatile.Read(ref _struck);

    /// <summary>Gives the clock.</summary>
    public void Arm(TimeProvider clock) => _clock = clock;

    private void Start()
    {
        Random random = new(_seed);
        List<Outage> all = [];
        DateTimeOffset at = _clock.GetUtcNow();
        for (int i = 0; i < _shape.Count; i++)
        {
            DateTimeOffset from = at.AddSeconds(0.2 + (random.NextDouble() * 4));
            at = from.AddSeconds(_shape.Shortest + (random.NextDouble() * (_shape.Longest - _shape.Shortest)));
            all.Add(new Outage(from, at, (Way)random.Next(Enum.GetValues<Way>().Length)));
        }

        _all = all;
    }

    public HttpMessageHandler Wrap(HttpMessageHandler inner) => new Handler(this) { InnerHandler = inner };

    private static HttpRequestException Broken() => new("Broken.", new IOException("Reset.", new SocketException((int)SocketError.ConnectionReset)));

    private Outage? Now
    {
        get
        {
            DateTimeOffset now = _clock.GetUtcNow();
            foreach (Outage outage in _all)
            {
                if (outage.From <= now && now < outage.To)
                    return outage;
            }

            return null;
        }
    }

    private sealed record Outage(DateTimeOffset From, DateTimeOffset To, Way Way);

    private sealed class Handler : DelegatingHandler
    {
        private readonly Outages _owner;

        public Handler(Outages owner)
        {
            _owner = owner;
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Post && Interlocked.Exchange(ref _owner._started, 1) == 0)
                _owner.Start();
            if (_owner.Now is not Outage outage)
                return await CutAsync(await base.SendAsync(request, cancellationToken));
            Interlocked.Increment(ref _owner._struck);
            switch (outage.Way)
            {
                case Way.Refused:
                    throw new HttpRequestException("No connection.", new SocketException((int)SocketError.ConnectionRefused));
                case Way.Cut:
                    (await base.SendAsync(request, cancellationToken)).Dispose();
                    throw Broken();
                case Way.Silent:
                    await Task.Delay(outage.To - _owner._clock.GetUtcNow(), _owner._clock, cancellationToken);
                    throw Broken();
                case Way.Gateway:
                    return new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent("<html>Bad gateway</html>") };
                default:
                    throw Broken();
            }
        }

        private async Task<HttpResponseMessage> CutAsync(HttpResponseMessage response)
        {
            if (_owner.Now is null)
                return response;
            await response.Content.ReadAsByteArrayAsync();
            response.Dispose();
            Interlocked.Increment(ref _owner._struck);
            throw Broken();
        }
    }
}
