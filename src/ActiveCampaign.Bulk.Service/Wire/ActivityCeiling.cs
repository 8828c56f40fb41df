using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Core.Settings;

namespace ActiveCampaign.Bulk.Service.Wire;

/// <summary>The one place that knows how many rows a second the service's limits allow an activity of each kind.</summary>
internal static class ActivityCeiling
{
    // Pages of an export hold that many contacts; what its columns cost beyond one call a page shows in the measured rate.
    private const double CallsPerPage = 1;

    // The link of a tag is looked up, then removed.
    private const double CallsPerTag = 2;

    /// <summary>Rows a second at the most; null for a kind that is not known.</summary>
    public static double? Of(ActivitySnapshot activity) => activity.Header.Kind switch
    {
        ActivityKinds.Import => GoesSingle(activity) ? Calls(ServiceLimits.CallsPerContact) : Batches(activity),
        ActivityKinds.List => HasBatches(activity) ? Batches(activity) : Calls(1),
        ActivityKinds.Tag => HasBatches(activity) ? Batches(activity) : Calls(CallsPerTag),
        ActivityKinds.Delete => Calls(1),
        ActivityKinds.Export => ServiceLimits.PageSize * Calls(CallsPerPage),
        _ => null,
    };

    private static bool GoesSingle(ActivitySnapshot activity) =>
        Find(activity, "method") == nameof(ImportMethod.Single) || activity.Batches.Any(batch => batch.BatchId is null && batch.Outcome == BatchOutcome.Completed);

    // Through the importer, as its settings or its batches tell.
    private static bool HasBatches(ActivitySnapshot activity) => Find(activity, "batchSize") is not null || activity.Batches.Any(batch => batch.BatchId is not null);

    private static double Calls(double perRow) => PerSecond(ServiceLimits.GeneralLane) / perRow;

    private static double Batches(ActivitySnapshot activity)
    {
        List<BatchRecord> taken = activity.Batches.Where(batch => batch.BatchId is not null).ToList();
        double rows = taken.Count > 0 ? taken.Average(batch => batch.Rows) : Size(activity);
        return rows * PerSecond(rows < 2 ? ServiceLimits.SingleLane : ServiceLimits.BulkLane);
    }

    private static double Size(ActivitySnapshot activity) =>
        int.TryParse(Find(activity, "batchSize"), NumberStyles.Integer, CultureInfo.InvariantCulture, out int size) ? size : ServiceLimits.MaxContacts;

    private static double PerSecond(LaneRule lane) => lane.Capacity / lane.Window.TotalSeconds;

    private static string? Find(ActivitySnapshot activity, string setting) => activity.Header.Settings.TryGetValue(setting, out string? value) ? value : null;
}
