using System;
using System.Collections.Concurrent;
using ActiveCampaign.Bulk.Core.Service;

namespace ActiveCampaign.Bulk.Core.Lanes;

/// <summary>The lanes of this process: one set for each host, whoever connects, since the service counts by account.</summary>
public static class LaneRegistry
{
    private static readonly ConcurrentDictionary<string, LaneSet> s_lanes = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The lanes of a host.</summary>
    public static LaneSet For(string host) => s_lanes.GetOrAdd(host, _ => ServiceLimits.CreateLanes(TimeProvider.System));
}
