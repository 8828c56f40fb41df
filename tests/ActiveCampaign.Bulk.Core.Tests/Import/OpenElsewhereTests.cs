using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>What a later run sends is not overtaken by what an earlier one has open at the service.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class OpenElsewhereTests
{
    [Theory]
    [InlineData(20, ImportMethod.Auto)]
    [InlineData(3, ImportMethod.Single)]
    public async Task ALaterRun_WaitsForTheOpenBatchOfAnEarlierOne_ThatHoldsItsAddresses(int count, ImportMethod method)
    {
        using ImportRig rig = new(options => options.WaitingFor = TimeSpan.FromMinutes(4));
        await rig.ImportAsync(Phones(20, "old"), wait: false);
        rig.Server.Options.WaitingFor = TimeSpan.FromSeconds(1);

        ImportLog other = await rig.ImportAsync(ImportRig.People(20, start: 100), wait: false);
        ImportLog later = await rig.ImportAsync(Phones(count, "new"), new ImportSettings { Method = method });

        Assert.Empty(other.Notices);
        Assert.Contains("open at the service", Assert.Single(later.Notices), StringComparison.Ordinal);
        Assert.Equal(count, later.Snapshot!.Imported);
        Assert.All(Enumerable.Range(1, count), i => Assert.Equal("new", rig.Server.Account.FindContact($"p{i}@example.org")!.Phone));
        Assert.Empty(rig.Server.Account.OverlappingAddresses);
    }

    [Fact]
    public async Task AnOpenBatchThatNeverEnds_IsGivenUpOn_AndSaidSo()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(1), new BatchStuckWaitingFault());
        ImportLog earlier = await rig.ImportAsync(Phones(20, "old"), wait: false);

        ImportLog later = await rig.ImportAsync(Phones(20, "new"));

        Assert.Equal(20, later.Snapshot!.Imported);
        Assert.Equal(2, later.Notices.Count);
        Assert.Contains("Get-ACActivity -ActivityId " + earlier.Snapshot!.Header.Id, later.Notices[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALostBatchOfHoursAgo_IsNotWaitedForLong_WhateverElseIsUnderWay()
    {
        using ImportRig rig = new(options => options.WaitingFor = TimeSpan.FromSeconds(1));
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(1), new CloseAfterEffectFault());
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(2), new BatchStuckWaitingFault());
        ImportLog lost = await rig.ImportAsync(Phones(20, "old"), new ImportSettings { OnUnknown = UnknownPolicy.Hold }, wait: false);
        rig.Clock.Advance(TimeSpan.FromHours(3));
        await rig.ImportAsync(ImportRig.People(20, start: 100), wait: false);
        DateTimeOffset begun = rig.Clock.GetUtcNow();

        ImportLog later = await rig.ImportAsync(Phones(20, "new"), wait: false);

        Assert.Equal(20, lost.Snapshot!.Unknown);
        Assert.Contains(lost.Snapshot.Header.Id, Assert.Single(later.Notices), StringComparison.Ordinal);
        Assert.InRange(rig.Clock.GetUtcNow() - begun, TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(5));
    }

    private static IEnumerable<SourceRow> Phones(int count, string phone) =>
        ImportRig.Rows(["email", "phone"], Enumerable.Range(1, count).Select(i => new object?[] { $"p{i}@example.org", phone }));
}
