using System;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Simulator.Server;

namespace ActiveCampaign.Bulk.Simulator.Tests.Http;

/// <summary>Writes bytes to the server as they are, in pieces of any size.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };
    private readonly StringBuilder _received = new();

    public RawConnection(SimulatorServer server)
    {
        _client.Connect("127.0.0.1", server.Uri.Port);
    }

    public async Task SendAsync(string text) => await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Reads until a text has come and gives everything up to its end.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        byte[] buffer = new byte[4096];
        int found;
        while ((found = _received.ToString().IndexOf(text, StringComparison.Ordinal)) < 0)
        {
            int read = await _client.GetStream().ReadAsync(buffer);
            if (read == 0)
                throw new InvalidOperationException("Closed after: " + _received);
            _received.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        string result = _received.ToString(0, found + text.Length);
        _received.Remove(0, found + text.Length);
        return result;
    }

    public async Task<bool> IsClosedAsync()
    {
        try
        {
            return await _client.GetStream().ReadAsync(new byte[1]) == 0;
        }
        catch (System.IO.IOException)
        {
            return true;
        }
    }

    public void Dispose() => _client.Dispose();
}
