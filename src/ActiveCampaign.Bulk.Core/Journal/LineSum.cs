using System;
using System.Globalization;
using System.Text;
using ActiveCampaign.Bulk.Core.Batching;

namespace ActiveCampaign.Bulk.Core.Journal;

/// <summary>
/// The checksum that ends each line of a journal, its last member: a line that was damaged on the disk is passed over, and
/// nothing of it is ever sent. Journals of version 1 have none.
/// </summary>
internal static class LineSum
{
    private const int HexLength = 8;
    private const int Length = 18;

    /// <summary>What a line is that a kill has torn and a later run has ended.</summary>
    public static ReadOnlySpan<byte> Torn => "~torn"u8;

    private static ReadOnlySpan<byte> Start => ",\"crc\":\""u8;

    /// <summary>Ends a line's JSON object with the sum of all that is before.</summary>
    public static void Seal(ByteBuffer line)
    {
        line.Truncate(line.Length - 1);
        uint sum = Of(line.Written.Span);
        line.Append(Start);
        line.Append(Encoding.ASCII.GetBytes(Text(sum)));
        line.Append("\"}"u8);
    }

    /// <summary>Whether a line has a sum, be it right or wrong.</summary>
    public static bool IsIn(ReadOnlySpan<byte> line) =>
        line.Length > Length && line.Slice(line.Length - Length).StartsWith(Start) && line.EndsWith("\"}"u8);

    /// <summary>Whether the sum of a line that has one is right.</summary>
    public static bool IsRight(ReadOnlySpan<byte> line) =>
        line.Slice(line.Length - HexLength - 2, HexLength).SequenceEqual(Encoding.ASCII.GetBytes(Text(Of(line.Slice(0, line.Length - Length)))));

    /// <summary>CRC-32C.</summary>
    internal static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
#if NET8_0_OR_GREATER
        while (bytes.Length >= sizeof(ulong))
        {
            sum = System.Numerics.BitOperations.Crc32C(sum, System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes.Slice(sizeof(ulong));
        }

        foreach (byte value in bytes)
            sum = System.Numerics.BitOperations.Crc32C(sum, value);
#else
        foreach (byte value in bytes)
            sum = (sum >> 8) ^ s_table[(byte)(sum ^ value)];
#endif
        return ~sum;
    }

    private static string Text(uint sum) => sum.ToString("x8", CultureInfo.InvariantCulture);

#if !NET8_0_OR_GREATER
    private const uint Polynomial = 0x82F63B78;

    private static readonly uint[] s_table = MakeTable();

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint entry = i;
            for (int bit = 0; bit < 8; bit++)
                entry = (entry & 1) == 0 ? entry >> 1 : (entry >> 1) ^ Polynomial;
            table[i] = entry;
        }

        return table;
    }
#endif
}
