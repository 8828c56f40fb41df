using System;
using System.Net;
using System.Net.Http;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>What a connection to one account needs.</summary>
internal sealed record ConnectionSettings
{
    /// <summary>The account's address; https, or http on loopback.</summary>
    public required Uri Uri { get; init; }

    /// <summary>How the service's calls look; it has the credentials.</summary>
    public required ServiceWire Wire { get; init; }

    /// <summary>The clock everything waits on.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The account's lanes; null makes the service's own.</summary>
    public LaneSet? Lanes { get; init; }

    /// <summary>Whether this is a simulator.</summary>
    public bool IsSimulator { get; init; }

    /// <summary>The proxy; null uses the system's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Wraps the handler that sends, for tests.</summary>
    public Func<HttpMessageHandler, HttpMessageHandler>? WrapHandler { get; init; }

    /// <summary>How patient the connection is.</summary>
    public PatienceSettings Patience { get; init; } = PatienceSettings.Default;
}
