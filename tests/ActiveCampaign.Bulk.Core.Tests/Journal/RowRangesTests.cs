using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Core.Journal;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Journal;

public sealed class RowRangesTests
{
    [Theory]
    [InlineData("", new long[0])]
    [InlineData("7", new long[] { 7 })]
    [InlineData("1-3", new long[] { 1, 2, 3 })]
    [InlineData("1-249,251", null)]
    [InlineData("5,3-4,1", new long[] { 5, 3, 4, 1 })]
    [InlineData("2,2,2-3", new long[] { 2, 2, 2, 3 })]
    [InlineData("9999999999-10000000001", new long[] { 9999999999, 10000000000, 10000000001 })]
    public void Format_Numbers_ShortensRunsAndKeepsOrder(string text, long[]? numbers)
    {
        List<long> given = [];
        if (numbers is null)
        {
            for (long number = 1; number <= 249; number++)
                given.Add(number);
            given.Add(251);
        }
        else
        {
            given.AddRange(numbers);
        }

        Assert.Equal(text, RowRanges.Format(given));
        Assert.Equal(given, RowRanges.Parse(text));
    }

    [Fact]
    public void Digests_AsText_ComeBack()
    {
        RowDigest[] digests = [new(1, 2), new(ulong.MaxValue, 0), new(0x0102030405060708, 42)];
        Assert.Equal(digests, DigestText.Parse(DigestText.Format(digests)));
        Assert.Empty(DigestText.Parse(DigestText.Format(new List<RowDigest>())));
        Assert.Equal("AQAAAAAAAAACAAAAAAAAAA==", DigestText.Format(new List<RowDigest> { new(1, 2) }));
    }
}
