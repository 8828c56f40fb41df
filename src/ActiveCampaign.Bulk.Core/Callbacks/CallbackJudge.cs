using System;
using System.IO;
using System.Net;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Callbacks;

/// <summary>Reads one call as far as it must, and decides what becomes of it.</summary>
internal sealed class CallbackJudge
{
    public const int MaxBodyBytes = 64 * 1024;

    private static readonly CallbackVerdict s_unreadable = new(400);
    private static readonly CallbackVerdict s_forged = new(403);
    private static readonly CallbackVerdict s_tooLarge = new(413);
    private readonly CallbackSecret _secret;

    public CallbackJudge(CallbackSecret secret)
    {
        _secret = secret;
    }

    /// <summary>Never throws: whatever a stranger sends is answered with a status.</summary>
    public async Task<CallbackVerdict> JudgeAsync(HttpListenerRequest request)
    {
        try
        {
            if (request.HttpMethod is not ("GET" or "POST"))
                return s_unreadable;
            if (!_secret.IsInHeaders(request.Headers))
                return s_forged;
            if (request.ContentLength64 > MaxBodyBytes)
                return s_tooLarge;
            ArraySegment<byte> body = request.HasEntityBody ? await ReadAsync(request.InputStream).ConfigureAwait(false) : new([]);
            return body.Count > MaxBodyBytes ? s_tooLarge : Judge(CallbackReader.Read(request.RawUrl, request.ContentType, body));
        }
        catch (Exception)
        {
            // Cut off, chunked wrongly, or closed because its time was over.
            return s_unreadable;
        }
    }

    private CallbackVerdict Judge(CallbackCall? call)
    {
        if (call is null)
            return s_unreadable;
        return _secret.IsIn(call) ? new CallbackVerdict(200, call.BatchId) : s_forged;
    }

    // One byte more than allowed tells that there is more.
    private static async Task<ArraySegment<byte>> ReadAsync(Stream stream)
    {
        byte[] buffer = new byte[MaxBodyBytes + 1];
        int length = 0;
        int count;
        do
        {
            count = await stream.ReadAsync(buffer, length, buffer.Length - length).ConfigureAwait(false);
            length += count;
        }
        while (count > 0 && length < buffer.Length);
        return new ArraySegment<byte>(buffer, 0, length);
    }
}
