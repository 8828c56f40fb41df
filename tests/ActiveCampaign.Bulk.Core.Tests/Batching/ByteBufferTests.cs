using System;
using System.Linq;
using ActiveCampaign.Bulk.Core.Batching;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Batching;

public sealed class ByteBufferTests
{
    [Fact]
    public void Append_BeyondCapacity_KeepsEveryByte()
    {
        using ByteBuffer buffer = new(16);
        byte[] expected = Enumerable.Range(0, 5000).Select(number => (byte)number).ToArray();
        for (int i = 0; i < 1000; i++)
            buffer.Append(expected[i]);
        buffer.Append(expected.AsSpan(1000));
        Assert.Equal(5000, buffer.Length);
        Assert.Equal(expected, buffer.Written.ToArray());
        Assert.Equal(expected, buffer.Segment.ToArray());
        Assert.Equal(expected.Skip(2990).Take(20), buffer.Slice(2990, 20).ToArray());
    }

    [Fact]
    public void GetSpan_SizeHint_IsHonoured()
    {
        using ByteBuffer buffer = new(16);
        buffer.Append(1);
        Assert.True(buffer.GetSpan(100_000).Length >= 100_000);
        Assert.True(buffer.GetMemory(200_000).Length >= 200_000);
        buffer.GetSpan(1)[0] = 2;
        buffer.Advance(1);
        Assert.Equal([1, 2], buffer.Written.ToArray());
    }

    [Fact]
    public void Truncate_Shorter_IsWrittenOver()
    {
        using ByteBuffer buffer = new();
        buffer.Append([1, 2, 3]);
        buffer.Truncate(1);
        buffer.Append(9);
        Assert.Equal([1, 9], buffer.Written.ToArray());
        buffer.Truncate(0);
        Assert.Equal(0, buffer.Length);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void Truncate_OutOfRange_Throws(int length)
    {
        using ByteBuffer buffer = new();
        buffer.Append([1, 2, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Truncate(length));
    }

    [Fact]
    public void Dispose_Twice_IsHarmless()
    {
        ByteBuffer buffer = new();
        buffer.Append(1);
        buffer.Dispose();
        buffer.Dispose();
        Assert.Equal(0, buffer.Length);
    }
}
