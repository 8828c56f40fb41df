using System;
using System.Text;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Journal;

public sealed class LineSumTests
{
    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xE3069283u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x22620404u)]
    public void Of_KnownText_KnownSum(string text, uint sum) => Assert.Equal(sum, LineSum.Of(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Seal_AnyBitFlipped_IsNotRight()
    {
        using ByteBuffer line = new();
        line.Append("{\"t\":\"read\",\"row\":7}"u8);
        LineSum.Seal(line);
        byte[] bytes = line.Written.ToArray();
        Assert.True(LineSum.IsIn(bytes) && LineSum.IsRight(bytes));
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(LineSum.IsIn(bytes) && LineSum.IsRight(bytes), $"bit {bit}");
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }
}
