using System;
using System.Collections.Generic;
using ActiveCampaign.Bulk.Core.Runs;
using ActiveCampaign.Bulk.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Runs;

public sealed class ProgressPaceTests
{
    private readonly VirtualClock _clock = new();
    private readonly ProgressPace _pace;

    public ProgressPaceTests() => _pace = new ProgressPace(_clock);

    [Fact]
    public void IsDue_FourTimesASecond_NotMore()
    {
        List<bool> due = [_pace.IsDue];
        _pace.Show(0);
        for (int i = 0; i < 3; i++)
        {
            due.Add(_pace.IsDue);
            _clock.Advance(TimeSpan.FromMilliseconds(125));
        }

        Assert.Equal([true, false, false, true], due);
    }

    [Fact]
    public void Show_ForTwoMinutes_AsksForALineEveryThirtySeconds()
    {
        List<int> lines = [];
        for (int second = 0; second <= 120; second++)
        {
            if (_pace.Show(second))
                lines.Add(second);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([30, 60, 90, 120], lines);
    }

    [Fact]
    public void Left_GoesBySpeedSoFar_FromWhereItBegan()
    {
        _pace.Show(100);
        Assert.Null(_pace.Left(100, 400));
        _clock.Advance(TimeSpan.FromSeconds(2));
        _pace.Show(150);
        Assert.Null(_pace.Left(150, 400));
        _clock.Advance(TimeSpan.FromSeconds(8));
        _pace.Show(200);
        Assert.Equal(TimeSpan.FromSeconds(20), _pace.Left(200, 400));
        Assert.Null(_pace.Left(200, null));
        Assert.Equal(TimeSpan.Zero, _pace.Left(500, 400));
    }

    [Theory]
    [InlineData(45L, 100L, null, "45 %, 45 rows")]
    [InlineData(120L, 100L, null, "100 %, 45 rows")]
    [InlineData(45L, null, null, "45 rows")]
    [InlineData(0L, 0L, "waits for the limit", "45 rows; waits for the limit")]
    public void Text_SaysThePartWhereTheWholeIsKnown_AndWhatIsWaitedFor(long done, long? total, string? waits, string expected) =>
        Assert.Equal(expected, ProgressPace.Text(done, total, "45 rows", waits));
}
