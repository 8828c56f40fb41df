using System;
using ActiveCampaign.Bulk.Core.Service;

namespace ActiveCampaign.Bulk.Core.Import;

/// <summary>How long an import takes at the service's limits, whatever the network does.</summary>
public static class PaceEstimate
{
    // contact/sync, a look at list states, a list, a tag: about so many calls go to one contact.
    internal const int CallsPerContact = 4;

    /// <summary>The time for what a run has formed.</summary>
    public static TimeSpan Of(ImportCounts counts)
    {
        if (counts is null)
            throw new ArgumentNullException(nameof(counts));

        int singleBatches = counts.FormedSingle;
        int bulkBatches = counts.Formed - singleBatches - (counts.SingleContacts > 0 ? SingleGroups(counts) : 0);
        double bulk = Windows(bulkBatches, ServiceLimits.BulkLane.Capacity);
        double single = Windows(singleBatches, ServiceLimits.SingleLane.Capacity);
        double calls = (double)counts.SingleContacts * CallsPerContact / ServiceLimits.GeneralLane.Capacity;
        return TimeSpan.FromSeconds(Math.Max(Math.Max(bulk, single) * ServiceLimits.BulkLane.Window.TotalSeconds, calls));
    }

    private static int SingleGroups(ImportCounts counts) => (counts.SingleContacts + ServiceLimits.SingleCallsUpTo - 1) / ServiceLimits.SingleCallsUpTo;

    private static int Windows(int requests, int capacity) => requests <= 0 ? 0 : (requests - 1) / capacity;
}
