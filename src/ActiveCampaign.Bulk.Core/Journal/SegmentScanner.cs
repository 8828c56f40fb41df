using System;
using System.Collections.Generic;
using System.IO;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Goes through a file line by line with each line's offset. A torn last line is left out.</summary>
internal static class SegmentScanner
{
    private const int ChunkSize = 256 * 1024;

    // Most journals are small, and a folder may have hundreds of them.
    private const int LeastSize = 4096;

    /// <summary>The whole lines of a file. The bytes are valid until the next one.</summary>
    public static IEnumerable<(long Offset, ArraySegment<byte> Line)> Lines(string path, long start = 0)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        stream.Seek(start, SeekOrigin.Begin);
        byte[] buffer = new byte[Math.Max(LeastSize, Math.Min(ChunkSize, stream.Length - start + 1))];
        int filled = 0;
        long offset = start;
        while (true)
        {
            if (filled == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            int read = stream.Read(buffer, filled, buffer.Length - filled);
            if (read == 0)
                yield break;
            int searchFrom = filled;
            filled += read;
            int begin = 0;
            for (int end = IndexOfNewline(buffer, searchFrom, filled); end >= 0; end = IndexOfNewline(buffer, begin, filled))
            {
                yield return (offset + begin, new ArraySegment<byte>(buffer, begin, end - begin));
                begin = end + 1;
            }

            Buffer.BlockCopy(buffer, begin, buffer, 0, filled - begin);
            filled -= begin;
            offset += begin;
        }
    }

    private static int IndexOfNewline(byte[] buffer, int start, int end)
    {
        int index = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
        return index < 0 ? -1 : start + index;
    }
}
