using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Tests.Callbacks;

/// <summary>A caller that sends what it likes.</summary>
internal sealed class RawCall : IDisposable
{
    private readonly TcpClient _client = new();

    private RawCall()
    {
    }

    public static async Task<RawCall> SendAsync(Uri prefix, string text)
    {
        RawCall call = new();
        await call._client.ConnectAsync(prefix.Host, prefix.Port);
        await call.SendAsync(text);
        return call;
    }

    public static string Post(string path, string contentType, string body, string headers = "") =>
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {contentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}";

    public static string Chunk(string text) => $"{text.Length:x}\r\n{text}\r\n";

    public async Task SendAsync(string text) => await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Everything that comes back until the connection ends.</summary>
    public async Task<string> AnswerAsync()
    {
        using StreamReader reader = new(_client.GetStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    public async Task<int> StatusAsync() => int.Parse((await AnswerAsync()).AsSpan(9, 3), provider: null);

    public void Dispose() => _client.Dispose();
}
