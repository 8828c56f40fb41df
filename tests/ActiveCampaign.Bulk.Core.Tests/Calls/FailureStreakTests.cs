using System.Collections.Generic;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Service.Calls;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Calls;

public sealed class FailureStreakTests
{
    private readonly FailureStreak _streak = new();

    [Fact]
    public void Break_ByACallThatWentOutBefore_LetsGoOfNobody()
    {
        Add(1);
        long mark = _streak.Mark;
        Add(2, 3);

        Assert.Equal([1L], Rows(_streak.Break(mark)));
        Assert.Empty(_streak.Break(mark));
        Add(4, 5);
        Assert.True(_streak.Add(Held(6), out _), "Five in a row were not enough.");
        Assert.Equal([2L, 3, 4, 5, 6], Rows(_streak.Break(_streak.Mark)));
    }

    [Fact]
    public void Add_OfAnotherReason_LetsGoOfThoseBefore()
    {
        Add(1, 2);
        _streak.Add(Held(3, "Tomorrow."), out IReadOnlyList<HeldCall> released);

        Assert.Equal([1L, 2], Rows(released));
        Assert.Equal([3L], Rows(_streak.Break(_streak.Mark)));
    }

    private void Add(params long[] rows)
    {
        foreach (long row in rows)
            Assert.False(_streak.Add(Held(row), out _), "Too few were enough.");
    }

    private static HeldCall Held(long row, string text = "Not today.") =>
        new(null!, new PlannedContact(row, (int)row, null, PlannedLookUp.Found), new CallAnswer(CallOutcome.Refused, text));

    private static IEnumerable<long> Rows(IEnumerable<HeldCall> calls) => calls.Select(call => call.Contact.Row);
}
