using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Simulator.Http;

/// <summary>Accepts connections on loopback and ends them all when it is disposed.</summary>
internal sealed class LoopbackListener : IDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<HttpConnection, Task> _connections = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener;
    private readonly IRequestHandler _handler;
    private Task _accepting = Task.CompletedTask;
    private bool _stopped;

    public LoopbackListener(int port, IRequestHandler handler)
    {
        _handler = handler;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start(512);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    public int Port { get; }

    public int OpenConnections
    {
        get
        {
            lock (_gate)
                return _connections.Count;
        }
    }

    public void Start() => _accepting = Task.Run(AcceptAsync);

    public void Dispose()
    {
        Task[] running;
        lock (_gate)
        {
            if (_stopped)
                return;
            _stopped = true;
            running = [.. _connections.Values];
        }

        _stop.Cancel();
        _listener.Stop();
        foreach (HttpConnection connection in Connections())
            connection.Dispose();
        Quiescence.WaitFor([_accepting, .. running]);
        _stop.Dispose();
    }

    private HttpConnection[] Connections()
    {
        lock (_gate)
            return _connections.Keys.ToArray();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = await _listener.AcceptSocketAsync().ConfigureAwait(false);
            }
            catch (Exception closed) when (closed is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                if (_stop.IsCancellationRequested)
                    return;
                continue;
            }

            Serve(socket);
        }
    }

    private void Serve(Socket socket)
    {
        HttpConnection connection = new(socket, _handler);
        lock (_gate)
        {
            if (_stopped)
            {
                connection.Dispose();
                return;
            }

            _connections[connection] = Task.Run(() => RunAsync(connection));
        }
    }

    private async Task RunAsync(HttpConnection connection)
    {
        try
        {
            await connection.RunAsync(_stop.Token).ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
                _connections.Remove(connection);
        }
    }
}
