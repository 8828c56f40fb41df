using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Repair;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

[Collection(VirtualTimeCollection.Name)]
public sealed class RepairTests
{
    private static readonly ImportSettings s_skipping = new() { SkipAutomation = true, ThrottleLimit = 1 };

    [Theory]
    [InlineData(1)]
    [InlineData(77)]
    [InlineData(125)]
    [InlineData(250)]
    public async Task OnePoisonRow_IsFoundAndNamedWithin18ImportRequests(int poison)
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Always(), new PoisonRowFault(Address(poison)));

        ImportLog log = await RepairedAsync(rig, 250, s_skipping);

        Assert.InRange(rig.Server.RequestCount(RouteKind.BulkImport), 1, 18);
        RefusedRow named = Assert.Single(log.Settled.SelectMany(settled => settled.RefusedRows));
        Assert.Equal((poison, RowReason.FailsAlone), (named.Number, named.Problem.Reason));
        AssertAppliedOnceBut(rig, 250, poison);
        Assert.Equal((249, 1, 0), (log.Snapshot!.Imported, log.Snapshot.Refused, log.Snapshot.Unknown));
        Assert.Equal(ActivityState.Completed, log.Snapshot.State);
    }

    [Theory]
    [InlineData(1, 100, 250)]
    [InlineData(3, 66, 190)]
    [InlineData(124, 125, 126)]
    public async Task ThreePoisonRows_AreFoundWithin45ImportRequests(params int[] poison)
    {
        using ImportRig rig = new();
        foreach (int row in poison)
            rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Always(), new PoisonRowFault(Address(row)));

        ImportLog log = await RepairedAsync(rig, 250, s_skipping);

        Assert.InRange(rig.Server.RequestCount(RouteKind.BulkImport), 1, 45);
        Assert.Equal(poison.Select(row => (long)row), log.Settled.SelectMany(settled => settled.RefusedRows).Select(row => row.Number).Order());
        AssertAppliedOnceBut(rig, 250, poison);
    }

    [Fact]
    public async Task AutomationsRun_LoneRowGoesByASingleCallThatNamesTheReason()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Always(), new PoisonRowFault(Address(9)));
        rig.Server.Faults.Add(RouteKind.ContactSync, FaultTrigger.When(call => call.Body!.Contains(Address(9), StringComparison.Ordinal)), new NotFound404Fault());

        ImportLog log = await RepairedAsync(rig, 40, new ImportSettings { ThrottleLimit = 1 });

        RefusedRow named = Assert.Single(log.Refused);
        Assert.Equal((9, RowReason.RefusedByService), (named.Number, named.Problem.Reason));
        Assert.Equal((39, 1, 0), (log.Snapshot!.Imported, log.Snapshot.Refused, log.Snapshot.Unknown));
    }

    [Fact]
    public async Task AutomationsRun_InterruptedBatch_SendsOnlyWhatIsNotIn()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchInterruptedFault(100));

        ImportLog log = await RepairedAsync(rig, 250, new ImportSettings { ThrottleLimit = 1 });

        Assert.Equal((250, 0, 0), (log.Snapshot!.Imported, log.Snapshot.Refused, log.Snapshot.Unknown));
        Assert.Equal(2, rig.Server.RequestCount(RouteKind.BulkImport));
        Assert.All(rig.Server.Account.AppliedCounts(), contact => Assert.Equal(1, contact.Value));
        Assert.Equal([100, 150], log.Settled.Select(settled => settled.Imported));
    }

    [Fact]
    public async Task AutomationsSkipped_LoneRowInterruptedAfterItWasTaken_IsNotRefused()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Always(), new BatchInterruptedFault(1));

        ImportLog log = await RepairedAsync(rig, 3, s_skipping with { Method = ImportMethod.Bulk });

        Assert.Equal((3, 0, 0), (log.Snapshot!.Imported, log.Snapshot.Refused, log.Snapshot.Unknown));
        Assert.Empty(log.Settled.SelectMany(settled => settled.RefusedRows));
    }

    [Fact]
    public async Task EveryBatchFails_StopsAsServiceFailingAndLeavesWhatThereWas()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Always(), new BatchFailsFault());

        ImportLog log = await RepairedAsync(rig, 2500, s_skipping);

        Assert.Equal(BulkError.ServiceFailing, Assert.IsType<BulkException>(log.Failure).Error);
        Assert.Equal(10 + 3 + 2, rig.Server.RequestCount(RouteKind.BulkImport));
        Assert.Equal((0, 2500), (log.Snapshot!.Imported, log.Snapshot.Unknown));
    }

    [Fact]
    public async Task ThreeBatchesWithAPoisonRowEach_AreRepairedAllTheSame()
    {
        using ImportRig rig = new();
        foreach (int row in new[] { 5, 300, 700 })
            rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Always(), new PoisonRowFault(Address(row)));

        ImportLog log = await RepairedAsync(rig, 750, s_skipping);

        Assert.Null(log.Failure);
        Assert.Equal((747, 3, 0), (log.Snapshot!.Imported, log.Snapshot.Refused, log.Snapshot.Unknown));
    }

    [Theory]
    [InlineData(250, 20, true)]
    [InlineData(1, 1500, false)]
    public async Task ManyMergedRows_RefusedWhole_EndsAndNamesEachRow(int addresses, int rowsEach, bool skipsAutomations)
    {
        StandIn refusing = new((number, _) => number == 2 ? StandIn.Refusal("Not today.") : null);
        using ImportRig rig = new(wrap: refusing.Wrap);
        int rows = addresses * rowsEach;
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchFailsFault());
        ImportSettings settings = new() { SkipAutomation = skipsAutomations, ThrottleLimit = 1, Method = ImportMethod.Bulk };
        ImportLog first = await rig.ImportAsync(ImportRig.Rows(["email"], Enumerable.Range(0, rows).Select(i => new object?[] { Address(i % addresses) })), settings);
        Assert.Equal(rows, first.Snapshot!.Unknown);

        ImportLog log = await rig.RepairAsync(first.Folder!, new RepairSettings { Import = settings });

        Assert.Equal(rows, log.Refused.Count);
    }

    [Fact]
    public async Task OnePoisonAddressOfManyRows_IsFoundByAddress()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Always(), new PoisonRowFault(Address(123)));
        ImportLog first = await rig.ImportAsync(ImportRig.Rows(["email"], Enumerable.Range(0, 2000).Select(i => new object?[] { Address(i % 250) })), s_skipping);

        ImportLog log = await rig.RepairAsync(first.Folder!, new RepairSettings { Import = s_skipping });

        Assert.InRange(rig.Server.RequestCount(RouteKind.BulkImport), 1, 18);
        Assert.Equal(Enumerable.Range(0, 8).Select(i => (long)(i * 250) + 124), log.Settled.SelectMany(settled => settled.RefusedRows).Select(row => row.Number).Order());
        Assert.Equal((1992, 8, 0), (log.Snapshot!.Imported, log.Snapshot.Refused, log.Snapshot.Unknown));
    }

    [Fact]
    public async Task MaxRequests_LeavesTheRestAsItWas()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Always(), new PoisonRowFault(Address(1)));

        ImportLog log = await RepairedAsync(rig, 250, s_skipping, maxRequests: 5);

        Assert.Equal(6, rig.Server.RequestCount(RouteKind.BulkImport));
        Assert.Equal(250, log.Snapshot!.Imported + log.Snapshot.Unknown);
        Assert.NotEqual(0, log.Snapshot.Unknown);
        Assert.Contains(log.Settled, settled => settled.Outcome == BatchOutcome.Failed);
    }

    private static async Task<ImportLog> RepairedAsync(ImportRig rig, int rows, ImportSettings settings, int maxRequests = 500)
    {
        ImportLog first = await rig.ImportAsync(ImportRig.People(rows), settings);
        return await rig.RepairAsync(first.Folder!, new RepairSettings { Import = settings, MaxRequests = maxRequests });
    }

    private static string Address(int row) => $"p{row}@example.org";

    private static void AssertAppliedOnceBut(ImportRig rig, int rows, params int[] poison)
    {
        IReadOnlyDictionary<string, int> applied = rig.Server.Account.AppliedCounts();
        Assert.Equal(rows - poison.Length, applied.Count);
        Assert.All(applied, contact => Assert.Equal(1, contact.Value));
        Assert.All(poison, row => Assert.DoesNotContain(Address(row), applied.Keys));
    }
}
