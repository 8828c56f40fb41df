using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Simulator.Http;

/// <summary>Reads one request after another from a connection.</summary>
internal sealed class RequestReader
{
    private const int MaxBodyBytes = 64 * 1024 * 1024;
    private static readonly byte[] s_continue = [.. "HTTP/1.1 100 Continue\r\n\r\n"u8];
    private readonly Stream _stream;
    private readonly ConnectionBuffer _buffer;
    private byte[] _body = [];

    public RequestReader(Stream stream)
    {
        _stream = stream;
        _buffer = new ConnectionBuffer(stream);
    }

    /// <summary>
    /// The next request, or null at the end of the connection. Its body is valid until the next call.
    /// </summary>
    public async Task<HttpRequest?> ReadAsync()
    {
        ReleaseBody();
        string? head = await _buffer.ReadHeadAsync().ConfigureAwait(false);
        if (head is null)
            return null;

        string[] lines = head.Split(["\r\n"], StringSplitOptions.RemoveEmptyEntries);
        string[] start = lines[0].Split(' ');
        if (start.Length != 3 || !start[2].StartsWith("HTTP/1.", StringComparison.Ordinal))
            throw new BadHttpException(400, "Not a request line: " + lines[0]);

        Dictionary<string, string> headers = ParseHeaders(lines);
        ArraySegment<byte> body = await ReadBodyAsync(headers).ConfigureAwait(false);
        return new HttpRequest(start[0], start[1], headers, body);
    }

    public void ReleaseBody()
    {
        if (_body.Length > 0)
            ArrayPool<byte>.Shared.Return(_body);
        _body = [];
    }

    private static Dictionary<string, string> ParseHeaders(string[] lines)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 1; i < lines.Length; i++)
        {
            int colon = lines[i].IndexOf(':');
            if (colon < 1)
                throw new BadHttpException(400, "Not a header: " + lines[i]);
            headers[lines[i].Substring(0, colon)] = lines[i].Substring(colon + 1).Trim();
        }

        return headers;
    }

    private async Task<ArraySegment<byte>> ReadBodyAsync(Dictionary<string, string> headers)
    {
        bool chunked = headers.TryGetValue("Transfer-Encoding", out string? coding)
            && coding.IndexOf("chunked", StringComparison.OrdinalIgnoreCase) >= 0;
        int length = chunked ? 0 : DeclaredLength(headers);
        if (!chunked && length == 0)
            return new ArraySegment<byte>([]);

        if (headers.TryGetValue("Expect", out string? expect) && expect.StartsWith("100", StringComparison.Ordinal))
            await _stream.WriteAsync(s_continue, 0, s_continue.Length).ConfigureAwait(false);
        return chunked
            ? await ReadChunksAsync().ConfigureAwait(false)
            : await ReadCountedAsync(length).ConfigureAwait(false);
    }

    private static int DeclaredLength(Dictionary<string, string> headers)
    {
        if (!headers.TryGetValue("Content-Length", out string? text))
            return 0;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long length))
            throw new BadHttpException(400, "Not a length: " + text);
        if (length > MaxBodyBytes)
            throw new BadHttpException(413, "The body is too large.");
        return (int)length;
    }

    private async Task<ArraySegment<byte>> ReadCountedAsync(int length)
    {
        _body = ArrayPool<byte>.Shared.Rent(length);
        await _buffer.ReadExactlyAsync(_body, 0, length).ConfigureAwait(false);
        return new ArraySegment<byte>(_body, 0, length);
    }

    private async Task<ArraySegment<byte>> ReadChunksAsync()
    {
        int total = 0;
        while (true)
        {
            int size = ParseChunkSize(await _buffer.ReadLineAsync().ConfigureAwait(false));
            if (size == 0)
                break;
            if (size > MaxBodyBytes - total)
                throw new BadHttpException(413, "The body is too large.");
            Grow(total, total + size);
            await _buffer.ReadExactlyAsync(_body, total, size).ConfigureAwait(false);
            total += size;
            await _buffer.ReadLineAsync().ConfigureAwait(false);
        }

        while ((await _buffer.ReadLineAsync().ConfigureAwait(false)).Length > 0)
        {
        }

        return new ArraySegment<byte>(_body, 0, total);
    }

    private static int ParseChunkSize(string line)
    {
        int semicolon = line.IndexOf(';');
        string text = (semicolon < 0 ? line : line.Substring(0, semicolon)).Trim();
        if (!int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int size) || size < 0)
            throw new BadHttpException(400, "Not a chunk size: " + line);
        return size;
    }

    private void Grow(int used, int needed)
    {
        if (needed <= _body.Length)
            return;
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, _body.Length * 2));
        Buffer.BlockCopy(_body, 0, larger, 0, used);
        ReleaseBody();
        _body = larger;
    }
}
