using System;
using System.Collections.Concurrent;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Service.Wire;

namespace ActiveCampaign.Bulk.Sessions;

/// <summary>
/// The lanes of real accounts: one set for whatever a service counts by, whoever connects. All processes share them that
/// use the same root for their journals.
/// </summary>
internal static class LaneRegistry
{
    private static readonly ConcurrentDictionary<string, Lazy<LaneSet>> s_lanes = new(StringComparer.Ordinal);

    /// <summary>The lanes of a host of ActiveCampaign, which counts by account.</summary>
    /// <param name="host">The account's host, with its port where that is not the usual one.</param>
    /// <param name="share">The part of each limit to use at the most.</param>
    public static LaneSet For(string host, double share = 1) =>
        In(new JournalStore().LanesFolder(host), static folder => ServiceLimits.CreateLanes(TimeProvider.System, folder)).WithShare(share);

    /// <summary>The lanes of a folder.</summary>
    public static LaneSet In(string folder, Func<string, LaneSet> create) =>
        s_lanes.GetOrAdd(folder, key => new Lazy<LaneSet>(() => create(key))).Value;
}
