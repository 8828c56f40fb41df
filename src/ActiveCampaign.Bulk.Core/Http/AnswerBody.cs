using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>Reads the body of an answer into memory, up to a limit that counts what was unpacked.</summary>
internal static class AnswerBody
{
    /// <summary>The largest answer: a page of a hundred contacts has about a megabyte.</summary>
    public const int Limit = 64 * 1024 * 1024;

    private const int BlockSize = 16 * 1024;

    /// <summary>Reads a body to its end.</summary>
    /// <exception cref="AnswerTooLargeException">It is larger than the limit.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent? content, CancellationToken token)
    {
        if (content is null)
            return [];
        if (content.Headers.ContentLength is > Limit)
            throw new AnswerTooLargeException(Limit);
#if NET8_0_OR_GREATER
        using Stream stream = await content.ReadAsStreamAsync(token).ConfigureAwait(false);
#else
        using Stream stream = await content.ReadAsStreamAsync().ConfigureAwait(false);
#endif
        using MemoryStream body = new();
        byte[] block = new byte[BlockSize];
        while (await ReadBlockAsync(stream, block, token).ConfigureAwait(false) is int count and > 0)
        {
            if (body.Length + count > Limit)
                throw new AnswerTooLargeException(Limit);
            body.Write(block, 0, count);
        }

        return body.ToArray();
    }

    private static Task<int> ReadBlockAsync(Stream stream, byte[] block, CancellationToken token) =>
#if NET8_0_OR_GREATER
        stream.ReadAsync(block, token).AsTask();
#else
        stream.ReadAsync(block, 0, block.Length, token);
#endif
}
