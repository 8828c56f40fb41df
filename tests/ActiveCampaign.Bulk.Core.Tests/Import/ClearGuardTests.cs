using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Rows;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

public sealed class ClearGuardTests
{
    private static readonly RowShape s_shape = new(["email", "phone"]);

    [Fact]
    public void Take_WithoutColumns_HoldsNothing() => Assert.Single(new ClearGuard([]).Take(Rows("", 1)));

    [Fact]
    public void Take_Blank_HoldsUntilAValueComes()
    {
        ClearGuard guard = new(["Phone"]);
        Assert.Empty(guard.Take(Rows("", 2)));
        Assert.Equal([2, 1], guard.Take(Rows("5", 1)).Select(chunk => chunk.Count));
        Assert.Single(guard.Take(Rows("", 1)));
        Assert.Empty(guard.Complete());
    }

    [Fact]
    public void Complete_BlankThroughout_Throws()
    {
        ClearGuard guard = new(["phone"]);
        guard.Take(Rows(" ", 2));
        BulkException e = Assert.Throws<BulkException>(() => guard.Complete());
        Assert.Equal(BulkError.ClearColumnBlank, e.Error);
        Assert.Equal("phone", e.Target);
    }

    [Fact]
    public void Complete_AbsentThroughout_IsFine()
    {
        ClearGuard guard = new(["phone"]);
        guard.Take(Rows(null, 2));
        Assert.Single(guard.Complete());
    }

    [Fact]
    public void Take_MoreThanCanBeHeld_Throws()
    {
        ClearGuard guard = new(["phone"]);
        for (int i = 0; i < (ClearGuard.MaxRows / 250) - 1; i++)
            Assert.Empty(guard.Take(Rows("", 250)));
        Assert.Throws<BulkException>(() => guard.Take(Rows("", 250)));
    }

    private static List<SourceRow> Rows(string? phone, int count) =>
        Enumerable.Range(1, count).Select(i => new SourceRow(i, 0, s_shape, [$"a{i}@example.com", phone])).ToList();
}
