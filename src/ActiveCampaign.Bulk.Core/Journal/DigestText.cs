using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Batching;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Digests as text: 16 bytes a row, in base 64.</summary>
internal static class DigestText
{
    private const int Size = 16;

    public static string Format(IReadOnlyList<BatchRow> rows) => Format(rows.Select(row => row.Digest).ToList());

    public static string Format(IReadOnlyList<RowDigest> digests)
    {
        byte[] bytes = new byte[digests.Count * Size];
        for (int i = 0; i < digests.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * Size), digests[i].Address);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan((i * Size) + 8), digests[i].Content);
        }

        return Convert.ToBase64String(bytes);
    }

    public static IReadOnlyList<RowDigest> Parse(string text)
    {
        byte[] bytes = Convert.FromBase64String(text);
        RowDigest[] digests = new RowDigest[bytes.Length / Size];
        for (int i = 0; i < digests.Length; i++)
        {
            digests[i] = new RowDigest(
                BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i * Size)),
                BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan((i * Size) + 8)));
        }

        return digests;
    }
}
