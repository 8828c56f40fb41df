using System;
using ActiveCampaign.Bulk.Core.Lanes;

namespace ActiveCampaign.Bulk.Service.Calls;

/// <summary>Says how long calls will take.</summary>
internal static class CallPace
{
    private const double PerRead = 100;

    /// <summary>One call each, or for each tag, and one more for each hundred, which are read first. At the most: who lacks a tag needs none for it.</summary>
    public static TimeSpan Estimate(Lane lane, long contacts, CallSettings settings)
    {
        double calls = (contacts * Math.Max(1, settings.Tags.Count)) + Math.Ceiling(contacts / PerRead);
        return TimeSpan.FromSeconds(Math.Ceiling(calls / lane.CallsPerSecond));
    }
}
