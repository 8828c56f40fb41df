using System;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.Core.Calls;

/// <summary>Says how long calls will take.</summary>
internal static class CallPace
{
    private const double PerRead = 100;

    /// <summary>One call each, or for each tag, and one more for each hundred where they are read first. At the most: who lacks a tag needs none for it.</summary>
    public static TimeSpan Estimate(Lane lane, long contacts, CallSettings settings)
    {
        bool reads = settings.Kind == CallKind.RemoveTag || settings.BackupPath is not null;
        double calls = (contacts * Math.Max(1, settings.Tags.Count)) + (reads ? Math.Ceiling(contacts / PerRead) : 0);
        return TimeSpan.FromSeconds(Math.Ceiling(calls / lane.CallsPerSecond));
    }
}
