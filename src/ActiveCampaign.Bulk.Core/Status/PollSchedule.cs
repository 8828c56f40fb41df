using System;

namespace ActiveCampaign.Bulk.Core.Status;

/// <summary>
/// Learns how long this account's batches take, and says when a look is worth its call: about two looks a batch.
/// Times are since the batch was accepted.
/// </summary>
internal sealed class PollSchedule
{
    private const int Outlier = 4;

    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_guess = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    // However long batches seem to take: a clock that was set may have made them look so.
    private static readonly TimeSpan s_latestFirst = TimeSpan.FromMinutes(5);

    private readonly TimeSpan _shortest;

    /// <summary>Makes one.</summary>
    /// <param name="shortest">The least time between two looks; null for a second.</param>
    public PollSchedule(TimeSpan? shortest = null) => _shortest = shortest ?? TimeSpan.FromSeconds(1);

    /// <summary>How long a batch takes, as learned; null before the first has ended.</summary>
    public TimeSpan? Typical { get; private set; }

    /// <summary>A fixed time between looks instead of the learned one, or null.</summary>
    public TimeSpan? Interval { get; set; }

    /// <summary>Whether a batch of that age takes much longer than others, so that it says nothing of them.</summary>
    public bool IsStuck(TimeSpan age) => age > Longest();

    /// <summary>When to look first.</summary>
    public TimeSpan FirstLook()
    {
        if (Interval is TimeSpan interval)
            return interval;
        TimeSpan typical = Typical ?? s_first;
        return typical < _shortest ? _shortest : typical > s_latestFirst ? s_latestFirst : typical;
    }

    /// <summary>How long to wait after a look that found the batch still on its way.</summary>
    /// <param name="age">The batch's age.</param>
    public TimeSpan NextLook(TimeSpan age)
    {
        if (Interval is TimeSpan interval)
            return interval;
        TimeSpan quarter = TimeSpan.FromTicks(age.Ticks / 4);
        return quarter < _shortest ? _shortest : quarter > s_longest ? s_longest : quarter;
    }

    /// <summary>Learns from a batch that was found ended.</summary>
    /// <param name="age">Its age when it was found so.</param>
    /// <param name="openAt">Its age when a look found it on its way last; null where the first look found it ended.</param>
    public void Learn(TimeSpan age, TimeSpan? openAt)
    {
        // A look that came late says nothing of the time after which it was due.
        TimeSpan due = openAt is TimeSpan open ? open + NextLook(open) : FirstLook();
        TimeSpan ended = age < due ? age : due;

        // Found ended at the first look, it may have been so for long: lean earlier, or the estimate never shrinks.
        double seconds = openAt is null ? ended.TotalSeconds * 0.85 : ended.TotalSeconds;

        // One that was stuck, or that an earlier process left behind yesterday, must not put off the looks at all
        // others. Where the clock was set back meanwhile the age may even be below zero.
        seconds = Math.Max(0, Math.Min(seconds, Longest().TotalSeconds));
        Typical = TimeSpan.FromSeconds(Typical is TimeSpan typical ? (0.7 * typical.TotalSeconds) + (0.3 * seconds) : seconds);
    }

    private TimeSpan Longest() => TimeSpan.FromTicks(Outlier * Math.Max((Typical ?? s_guess).Ticks, _shortest.Ticks));
}
