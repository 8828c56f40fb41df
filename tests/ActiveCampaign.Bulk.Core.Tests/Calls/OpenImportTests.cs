using System;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Service.Calls;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Calls;

/// <summary>What is taken away is not brought back by an import that the service has not ended.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class OpenImportTests
{
    [Fact]
    public async Task ADeletion_WaitsForTheOpenBatchThatHoldsItsContacts()
    {
        using CallRig rig = new(20, options => options.WaitingFor = TimeSpan.FromMinutes(4));
        await rig.Rig.ImportAsync(ImportRig.People(20), wait: false);

        CallLog log = await rig.RunAsync(CallRig.Ids(3));

        Assert.Contains("open at the service", Assert.Single(log.Notices), StringComparison.Ordinal);
        AssertGone(rig, 3);
    }

    [Fact]
    public async Task ADeletion_WaitsUntilNothingIsUnderWay_WhereTheAnswerToABatchOfItsContactsWasLost()
    {
        using CallRig rig = new(20, options => options.WaitingFor = TimeSpan.FromMinutes(4));
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(1), new CloseAfterEffectFault());
        await rig.Rig.ImportAsync(ImportRig.People(20), new ImportSettings { OnUnknown = UnknownPolicy.Hold }, wait: false);

        CallLog log = await rig.RunAsync(CallRig.Ids(3));

        Assert.Single(log.Notices);
        AssertGone(rig, 3);
    }

    [Fact]
    public async Task ADeletionOfOthers_DoesNotWait()
    {
        using CallRig rig = new(40, options => options.WaitingFor = TimeSpan.FromMinutes(4));
        await rig.Rig.ImportAsync(ImportRig.People(20), wait: false);

        CallLog log = await rig.RunAsync(CallRig.Ids(3, first: 30));

        Assert.Empty(log.Notices);
        Assert.Equal(3, rig.Deletes);
    }

    private static void AssertGone(CallRig rig, int count)
    {
        Assert.Equal(BatchState.Completed, Assert.Single(rig.Account.Batches).State);
        Assert.Equal(count, rig.Deletes);
        Assert.All(Enumerable.Range(1, count), i => Assert.Null(rig.Account.FindContact($"p{i}@example.org")));
    }
}
