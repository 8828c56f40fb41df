using System;
using System.Globalization;

namespace ActiveCampaign.Bulk.Core.Runs;

/// <summary>
/// When progress is shown and how it reads: four times a second at the most to somebody who looks, and a line every 30
/// seconds where nobody does. Used by one thread.
/// </summary>
internal sealed class ProgressPace
{
    private static readonly TimeSpan s_often = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_line = TimeSpan.FromSeconds(30);

    // What is told of the time left before that is a guess.
    private static readonly TimeSpan s_learning = TimeSpan.FromSeconds(3);

    private readonly TimeProvider _clock;
    private long? _begun;
    private long _shown;
    private long _told;
    private long _doneBefore;

    public ProgressPace(TimeProvider clock)
    {
        _clock = clock;
    }

    /// <summary>Whether enough time has passed to show something new.</summary>
    public bool IsDue => _begun is null || _clock.GetElapsedTime(_shown) >= s_often;

    /// <summary>Something is shown.</summary>
    /// <returns>Whether it is time for a line, too.</returns>
    public bool Show(long done)
    {
        _shown = _clock.GetTimestamp();
        if (_begun is null)
        {
            _begun = _told = _shown;
            _doneBefore = done;
        }

        if (_clock.GetElapsedTime(_told, _shown) < s_line)
            return false;
        _told = _shown;
        return true;
    }

    /// <summary>How long the rest takes at the speed so far; null where that is not known.</summary>
    public TimeSpan? Left(long done, long? total)
    {
        TimeSpan passed = _begun is long begun ? _clock.GetElapsedTime(begun, _shown) : TimeSpan.Zero;
        if (total is not long all || done <= _doneBefore || passed < s_learning)
            return null;
        return TimeSpan.FromTicks((long)(passed.Ticks * ((double)Math.Max(0, all - done) / (done - _doneBefore))));
    }

    /// <summary>The part that is done, of 100; null where the whole is not known.</summary>
    public static int? Percent(long done, long? total) => total is long all and > 0 ? (int)(100 * Math.Min(1, (double)done / all)) : null;

    /// <summary>What is said, as <c>45 %, 900 of 2,000 rows, 3 refused; waits for ...</c>.</summary>
    public static string Text(long done, long? total, string status, string? waits) =>
        (Percent(done, total) is int percent ? percent.ToString(CultureInfo.InvariantCulture) + " %, " : string.Empty) + status + (waits is null ? string.Empty : "; " + waits);
}
