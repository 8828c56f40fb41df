using System;
using System.IO;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>A lane's slots as bytes: one block of fixed size with a checksum, so that it is written in one go and a torn one is noticed.</summary>
internal static class SlotFormat
{
    public const int Size = 4096;

    /// <summary>The largest capacity of a rule whose slots fit.</summary>
    public const int MaxSlots = 120;

    private const int MaxWaiters = 48;
    private const int ChecksumAt = Size - sizeof(ulong);

    // Came later, and stands where earlier versions write zeros.
    private const int AskedUntilAt = ChecksumAt - sizeof(long);
    private const long Mark = 0x31_45_4E_41_4C_43_41; // "ACLANE1"

    public static byte[] Write(SlotState state)
    {
        byte[] block = new byte[Size];
        using BinaryWriter writer = new(new MemoryStream(block));
        int slots = Math.Min(MaxSlots, state.Slots.Count);
        int waiters = Math.Min(MaxWaiters, state.Line.Waiters.Count);
        writer.Write(Mark);
        writer.Write(state.PausedUntil);
        writer.Write(state.PauseLength);
        writer.Write(slots);
        writer.Write(waiters);
        for (int i = 0; i < slots; i++)
            WriteSlot(writer, state.Slots[i]);
        for (int i = 0; i < waiters; i++)
            WriteWaiter(writer, state.Line.Waiters[i]);
        writer.BaseStream.Position = AskedUntilAt;
        writer.Write(state.AskedUntil);
        writer.Write(Checksum(block));
        return block;
    }

    /// <summary>Reads a block; null when it is not one that was written as a whole.</summary>
    public static SlotState? Read(byte[] block)
    {
        if (block.Length != Size || BitConverter.ToUInt64(block, ChecksumAt) != Checksum(block))
            return null;
        using BinaryReader reader = new(new MemoryStream(block));
        if (reader.ReadInt64() != Mark)
            return null;
        SlotState state = new() { PausedUntil = reader.ReadInt64(), PauseLength = reader.ReadInt64(), AskedUntil = BitConverter.ToInt64(block, AskedUntilAt) };
        int slots = reader.ReadInt32();
        int waiters = reader.ReadInt32();
        if (slots is < 0 or > MaxSlots || waiters is < 0 or > MaxWaiters)
            return null;
        for (int i = 0; i < slots; i++)
            state.Slots.Add(new Slot(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt32()));
        for (int i = 0; i < waiters; i++)
            state.Line.Waiters.Add(new Waiter(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt32()));
        return state;
    }

    private static void WriteSlot(BinaryWriter writer, Slot slot)
    {
        writer.Write(slot.Owner);
        writer.Write(slot.At);
        writer.Write(slot.Capacity);
    }

    private static void WriteWaiter(BinaryWriter writer, Waiter waiter)
    {
        writer.Write(waiter.Seat);
        writer.Write(waiter.Due);
        writer.Write(waiter.Capacity);
    }

    // FNV-1a.
    private static ulong Checksum(byte[] block)
    {
        ulong sum = 14695981039346656037;
        for (int i = 0; i < ChecksumAt; i++)
            sum = unchecked((sum ^ block[i]) * 1099511628211);
        return sum;
    }
}
