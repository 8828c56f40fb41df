using System;

namespace ActiveCampaign.Bulk.Core.Tests.Support;

/// <summary>When a process is killed: by something it does for the n-th time, or after n milliseconds of sending.</summary>
internal sealed record KillPoint(KillMoment Moment, int Number)
{
    /// <summary>A point in the life of a process that imports 30 batches or more and looks 28 times or more.</summary>
    public static KillPoint InImport(int seed)
    {
        Random random = new(seed);
        KillMoment moment = (KillMoment)((seed + (seed / 6)) % 6);
        return new KillPoint(moment, moment switch
        {
            KillMoment.ImportArrives or KillMoment.ImportTaken => 1 + random.Next(30),
            KillMoment.LookArrives or KillMoment.LookTaken => 1 + random.Next(28),
            KillMoment.JournalLine => 2 + random.Next(46),
            _ => random.Next(120),
        });
    }

    /// <summary>A point in the life of one whose service tells of all batches in one look, of which it takes two or more.</summary>
    public static KillPoint InFewLooks(int seed) => InImport(seed) is { Moment: KillMoment.LookArrives or KillMoment.LookTaken } look ? look with { Number = 1 + (seed % 2) } : InImport(seed);

    /// <summary>A point in the life of a process that goes on after that: early where little was left for it.</summary>
    public static KillPoint InResume(int seed, KillPoint before)
    {
        Random random = new(seed * 31);
        int calls = before.Moment is KillMoment.ImportArrives or KillMoment.ImportTaken ? 20 : 3;
        return new KillPoint(random.Next(2) == 0 ? KillMoment.CallArrives : KillMoment.CallTaken, 1 + random.Next(calls));
    }
}
