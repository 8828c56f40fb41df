using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Simulator.Http;

/// <summary>Writes answers to a connection, head and body in one send unless it is to drip.</summary>
internal sealed class AnswerWriter
{
    private readonly Stream _stream;

    public AnswerWriter(Stream stream)
    {
        _stream = stream;
    }

    public async Task WriteAsync(Answer answer, bool keepAlive, Func<TimeSpan, Task> wait)
    {
        string head = Head(answer, keepAlive);
        byte[] body = answer.IsChunked ? Chunked(answer.Body) : answer.Body;
        int bodyBytes = answer.Delivery == Delivery.Cut ? body.Length / 2 : body.Length;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(head.Length + bodyBytes);
        try
        {
            int headBytes = Encoding.ASCII.GetBytes(head, 0, head.Length, bytes, 0);
            Buffer.BlockCopy(body, 0, bytes, headBytes, bodyBytes);
            await SendAsync(bytes, headBytes + bodyBytes, answer, wait).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private async Task SendAsync(byte[] bytes, int count, Answer answer, Func<TimeSpan, Task> wait)
    {
        int piece = (count + answer.Pieces - 1) / answer.Pieces;
        for (int sent = 0; sent < count; sent += piece)
        {
            if (sent > 0)
                await wait(answer.Pause).ConfigureAwait(false);
            await _stream.WriteAsync(bytes, sent, Math.Min(piece, count - sent)).ConfigureAwait(false);
        }
    }

    private static byte[] Chunked(byte[] body) => body.Length == 0
        ? Encoding.ASCII.GetBytes("0\r\n\r\n")
        : [.. Encoding.ASCII.GetBytes(body.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"), .. body, .. Encoding.ASCII.GetBytes("\r\n0\r\n\r\n")];

    private static string Head(Answer answer, bool keepAlive)
    {
        StringBuilder head = new(256);
        head.Append("HTTP/1.1 ").Append(answer.Status.ToString(CultureInfo.InvariantCulture))
            .Append(' ').Append(ReasonPhrase(answer.Status));
        head.Append("\r\nContent-Type: ").Append(answer.ContentType);
        if (answer.IsChunked)
            head.Append("\r\nTransfer-Encoding: chunked");
        else
            head.Append("\r\nContent-Length: ").Append(answer.Body.Length.ToString(CultureInfo.InvariantCulture));
        foreach (KeyValuePair<string, string> header in answer.Headers)
            head.Append("\r\n").Append(header.Key).Append(": ").Append(header.Value);
        head.Append(keepAlive ? "\r\nConnection: keep-alive\r\n\r\n" : "\r\nConnection: close\r\n\r\n");
        return head.ToString();
    }

    private static string ReasonPhrase(int status) => status switch
    {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        409 => "Conflict",
        413 => "Payload Too Large",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Entity",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "Status",
    };
}
