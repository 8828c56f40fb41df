using System;
using System.Net;

#pragma warning disable IDE0130
namespace ActiveCampaign.Bulk.Core.Tests;

/// <summary>As on .NET, where a listener can be disposed.</summary>
internal sealed class TcpListener : System.Net.Sockets.TcpListener, IDisposable
{
    public TcpListener(IPAddress address, int port)
        : base(address, port)
    {
    }

    public void Dispose() => Stop();
}
