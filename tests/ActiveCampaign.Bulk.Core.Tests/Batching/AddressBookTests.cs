using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Tests.Import;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Batching;

// Measures memory, so nothing may run beside it.
[Collection(VirtualTimeCollection.Name)]
public sealed class AddressBookTests
{
    [Fact]
    public void Book_ManyAddresses_KeepsTheLastNumberOfEach()
    {
        Random random = new(7);
        AddressBook book = new();
        Dictionary<ulong, int> expected = [];
        for (int i = 1; i <= 50_000; i++)
        {
            ulong address = (ulong)random.NextInt64(20_000) * 0x9E3779B97F4A7C15;
            book.Set(address, i);
            expected[address] = i;
        }

        Assert.Equal(expected.Count, book.Count);
        foreach (KeyValuePair<ulong, int> entry in expected)
            Assert.True(book.TryGet(entry.Key, out int number) && number == entry.Value);
        Assert.False(book.TryGet(12345, out _));
    }

    [Theory]
    [InlineData(0ul)]
    [InlineData(1ul)]
    [InlineData(ulong.MaxValue)]
    public void Book_AnyDigest_CanBeKept(ulong address)
    {
        AddressBook book = new();
        Assert.False(book.TryGet(address, out _));
        book.Set(address, 3);
        Assert.True(book.TryGet(address, out int number));
        Assert.Equal(3, number);
        Assert.Equal(1, book.Count);
    }

    [Fact]
    public void Book_AddressesOfOnePart_AreAllFound()
    {
        AddressBook book = new();
        for (ulong i = 1; i <= 1000; i++)
            book.Set(uint.MaxValue - i, (int)i);
        for (ulong i = 1; i <= 1000; i++)
            Assert.True(book.TryGet(uint.MaxValue - i, out int number) && number == (int)i);
    }

    [Fact]
    public void Set_NoNumber_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => new AddressBook().Set(1, 0));

    [Fact]
    public void Book_MillionAddresses_StaysUnderFortyMegabytes()
    {
        const int Addresses = 1_000_000;
        Random random = new(11);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long allocated = GC.GetAllocatedBytesForCurrentThread();

        AddressBook book = new();
        for (int i = 1; i <= Addresses; i++)
            book.Place((ulong)random.NextInt64(long.MinValue, long.MaxValue)) = i;

        long garbageToo = GC.GetAllocatedBytesForCurrentThread() - allocated;
        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(Addresses, book.Count);
        Assert.InRange(held, 12L * Addresses, 25_000_000);

        // What growing has let go of is small change too: no part is ever copied with the others.
        Assert.InRange(garbageToo, held, 80_000_000);
        GC.KeepAlive(book);
    }
}
