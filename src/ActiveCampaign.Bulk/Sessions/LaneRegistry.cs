using System;
using System.Collections.Concurrent;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>
/// The lanes of real accounts: one set for each host, whoever connects, since the service counts by account. All
/// processes share them that use the same root for their journals.
/// </summary>
internal static class LaneRegistry
{
    private static readonly ConcurrentDictionary<string, Lazy<LaneSet>> s_lanes = new(StringComparer.Ordinal);

    /// <summary>The lanes of a host.</summary>
    /// <param name="host">The account's host, with its port where that is not the usual one.</param>
    /// <param name="share">The part of each limit to use at the most.</param>
    public static LaneSet For(string host, double share = 1)
    {
        string folder = new JournalStore().LanesFolder(host);
        return s_lanes.GetOrAdd(folder, static key => new Lazy<LaneSet>(() => ServiceLimits.CreateLanes(TimeProvider.System, key))).Value.WithShare(share);
    }
}
