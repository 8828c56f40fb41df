using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Simulator.Tests.Callbacks;

/// <summary>Takes callbacks and keeps them as they came.</summary>
internal sealed class CallbackListener : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public CallbackListener()
    {
        _listener.Start();
        Url = "http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port + "/done?mine=1";
    }

    public string Url { get; }

    /// <summary>The next callback: its first line, headers and, after an empty line, its body.</summary>
    public async Task<string> NextAsync()
    {
        using TcpClient client = await _listener.AcceptTcpClientAsync();
        using StreamReader reader = new(client.GetStream(), new UTF8Encoding(false));
        List<string> lines = [];
        int length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            lines.Add(line);
            if (line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(line.AsSpan(16), provider: null);
        }

        char[] body = new char[length];
        if (length > 0)
            await reader.ReadBlockAsync(body);
        await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        return string.Join("\n", lines) + "\n\n" + new string(body);
    }

    public void Dispose() => _listener.Dispose();
}
