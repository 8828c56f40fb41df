using ActiveCampaign.Bulk.Core.Lanes;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Lanes;

public sealed class SlotFormatTests
{
    [Fact]
    public void Read_FullState_IsAsWritten()
    {
        SlotState state = new() { PausedUntil = 17, PauseLength = 4 };
        for (int i = 0; i < SlotFormat.MaxSlots; i++)
            state.Slots.Add(new Slot(i % 3, long.MaxValue - i, i));
        for (int i = 0; i < 40; i++)
            state.Line.Waiters.Add(new Waiter(i, i * 2, i * 3));
        SlotState read = SlotFormat.Read(SlotFormat.Write(state))!;
        Assert.Equal(state.Slots, read.Slots);
        Assert.Equal(state.Line.Waiters, read.Line.Waiters);
        Assert.Equal((17, 4), (read.PausedUntil, read.PauseLength));
    }

    [Fact]
    public void Read_AnyByteChanged_IsNothing()
    {
        byte[] block = SlotFormat.Write(new SlotState { PausedUntil = 5 });
        Assert.NotNull(SlotFormat.Read(block));
        for (int i = 0; i < block.Length; i += 41)
        {
            block[i] ^= 4;
            Assert.Null(SlotFormat.Read(block));
            block[i] ^= 4;
        }
    }
}
