using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Simulator.Http;

/// <summary>Writes answers to a connection, head and body in one send.</summary>
internal sealed class AnswerWriter
{
    private readonly Stream _stream;

    public AnswerWriter(Stream stream)
    {
        _stream = stream;
    }

    public async Task WriteAsync(Answer answer, bool keepAlive)
    {
        string head = Head(answer, keepAlive);
        byte[] body = answer.IsChunked ? Chunked(answer.Body) : answer.Body;
        int bodyBytes = answer.Delivery == Delivery.Cut ? body.Length / 2 : body.Length;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(head.Length + bodyBytes);
        try
        {
            int headBytes = Encoding.ASCII.GetBytes(head, 0, head.Length, bytes, 0);
            Buffer.BlockCopy(body, 0, bytes, headBytes, bodyBytes);
            await _stream.WriteAsync(bytes, 0, headBytes + bodyBytes).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
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
        400 => "Bad Request",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        413 => "Payload Too Large",
        422 => "Unprocessable Entity",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "Status",
    };
}
