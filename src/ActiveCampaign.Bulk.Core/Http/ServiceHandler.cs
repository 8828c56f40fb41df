using System;
using System.Net;
using System.Net.Http;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>Makes what carries calls over the network, the same for all that is sent with credentials.</summary>
internal static class ServiceHandler
{
    // As many imports as may be out at the same time, and looks at batches and reads that must not wait behind them.
    private const int MaxConnections = 32;

    /// <summary>Makes one for a host.</summary>
    /// <param name="uri">The host; one on this machine is reached without a proxy.</param>
    /// <param name="proxy">The proxy; null uses the system's.</param>
    public static HttpMessageHandler Create(Uri uri, IWebProxy? proxy)
    {
        AllowTls12();
        HttpClientHandler handler = new()
        {
            // A redirect would carry the credentials to a place nobody named.
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = MaxConnections,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        };
        if (uri.IsLoopback)
            handler.UseProxy = false;
        else if (proxy is not null)
            handler.Proxy = proxy;
        return handler;
    }

    // Windows PowerShell 5.1 on older systems offers TLS 1.0 only; SystemDefault (0) already lets the system choose.
    private static void AllowTls12()
    {
#if !NET8_0_OR_GREATER
        if (ServicePointManager.SecurityProtocol != 0)
            ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls12;
#endif
    }
}
