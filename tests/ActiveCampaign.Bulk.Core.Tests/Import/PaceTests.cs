using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Service.Wire;
using ActiveCampaign.Bulk.Simulator;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

[Collection(VirtualTimeCollection.Name)]
public sealed class PaceTests
{
#if NETSTANDARD_BUILD
    private const int Rows = 60_000;
#else
    private const int Rows = 120_000;
#endif

    [Theory]
    [InlineData(QuotaWindow.Rolling, Rows)]
    [InlineData(QuotaWindow.Fixed, 60_000)]
    public async Task Import_AtHalfASecondACall_RunsAtTheCeilingWithoutARefusal(QuotaWindow window, int rows)
    {
        TimeSpan latency = TimeSpan.FromMilliseconds(500);
        using ImportRig rig = new(options =>
        {
            options.Latency = latency;
            options.ImportWindow = window;
            options.LogBodies = false;
        });

        ImportLog log = await rig.ImportAsync(ImportRig.People(rows));

        ActivitySnapshot snapshot = log.Snapshot!;
        Assert.Null(log.Failure);
        Assert.Equal(rows, snapshot.RowsRead);
        Assert.Equal(rows, snapshot.Imported);
        Assert.Equal(snapshot.RowsRead, snapshot.Imported + snapshot.Refused + snapshot.Pending + snapshot.Unknown + snapshot.NotSent);
        Assert.Equal(0, rig.Server.Offences.Total);
        Assert.Equal(0, rig.Connection.Lanes.Refusals);
        AssertFullBatches(log);
        AssertCeiling(rig, latency);
    }

    private static void AssertFullBatches(ImportLog log)
    {
        int[] sizes = log.Batches.OrderBy(batch => batch.FirstRow).Select(batch => batch.Rows).ToArray();
        Assert.All(sizes.Take(sizes.Length - 2), size => Assert.Equal(ServiceLimits.MaxContacts, size));
        Assert.DoesNotContain(1, sizes);
    }

    private static void AssertCeiling(ImportRig rig, TimeSpan latency)
    {
        List<DateTimeOffset> arrivals = rig.Server.Requests.Where(request => request.Route == RouteKind.BulkImport).Select(request => request.Arrived).ToList();
        double minutes = (arrivals[^1] - arrivals[100]).TotalMinutes;
        double perMinute = (arrivals.Count - 101) / minutes;
        double ceiling = 100 * 60 / (60 + latency.TotalSeconds);
        Assert.True(perMinute >= 0.99 * ceiling, $"{perMinute:F2} batches a minute, the ceiling is {ceiling:F2}");
    }
}
