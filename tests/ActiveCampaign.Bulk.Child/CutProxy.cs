using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Child;

/// <summary>Stands between a client and a server; of one piece that goes one way it lets half through and ends the connection.</summary>
internal sealed class CutProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _server;
    private string? _call;
    private int _number;
    private readonly Dictionary<string, int> _counts = new() { [TracePoint.Request] = 0, [TracePoint.Answer] = 0 };

    public CutProxy(Uri server)
    {
        _server = server;
        _listener.Start();
        Uri = new UriBuilder(server) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _ = AcceptAsync();
    }

    public Uri Uri { get; }

    /// <summary>Whether it has cut a piece.</summary>
    public bool HasCut { get; private set; }

    /// <summary>Counts from here on, and cuts a piece.</summary>
    /// <param name="call">Which way the piece goes; null where none is cut.</param>
    /// <param name="number">Which piece of that way it is, from 1.</param>
    public void Begin(string? call, int number)
    {
        lock (_counts)
        {
            _counts[TracePoint.Request] = _counts[TracePoint.Answer] = 0;
            _call = call;
            _number = number;
        }
    }

    /// <summary>How many pieces went one way, since it began to count.</summary>
    public int Count(string call)
    {
        lock (_counts)
            return _counts[call];
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient near = client;
        using TcpClient far = new();
        try
        {
            await far.ConnectAsync(_server.Host, _server.Port);
            await Task.WhenAny(PumpAsync(near, far, TracePoint.Request), PumpAsync(far, near, TracePoint.Answer));
        }
        catch (SocketException)
        {
            // The server is gone: so is the connection.
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, string call)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            for (int read = await from.GetStream().ReadAsync(buffer); read > 0; read = await from.GetStream().ReadAsync(buffer))
            {
                bool cut = IsCut(call);
                await to.GetStream().WriteAsync(buffer.AsMemory(0, cut ? read / 2 : read));
                if (cut)
                    return;
            }
        }
        catch (Exception e) when (e is System.IO.IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone: so is the other.
        }
    }

    private bool IsCut(string call)
    {
        lock (_counts)
        {
            bool cut = ++_counts[call] == _number && call == _call;
            HasCut |= cut;
            return cut;
        }
    }
}
