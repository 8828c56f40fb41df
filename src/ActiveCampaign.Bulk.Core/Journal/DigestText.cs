using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Batching;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>Digests as text: 16 bytes a row, in base 64.</summary>
internal static class DigestText
{
    private const int Size = 16;

    public static string Format(IReadOnlyList<BatchRow> rows)
    {
        byte[] bytes = new byte[rows.Count * Size];
        for (int i = 0; i < rows.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * Size), rows[i].Digest.Address);
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan((i * Size) + 8), rows[i].Digest.Content);
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
