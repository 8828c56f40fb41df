using System;

namespace ActiveCampaign.Bulk.Simulator.State;

/// <summary>A time to the second in four bytes, which is as exact as the service shows it.</summary>
internal readonly record struct Moment
{
    private static readonly DateTimeOffset s_epoch = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly uint _seconds;

    public Moment(DateTimeOffset time)
    {
        _seconds = (uint)Math.Max(0, time.ToUnixTimeSeconds());
    }

    public DateTimeOffset Time => s_epoch.AddSeconds(_seconds);
}
