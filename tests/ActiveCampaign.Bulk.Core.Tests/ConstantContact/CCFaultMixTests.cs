using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.ConstantContact;

/// <summary>Imports while many things go wrong at once, by seeds: whatever ends a run, its rows add up and another one goes on.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class CCFaultMixTests
{
    private const int Rows = 600;
    private const int RunsAtMost = 8;

    private static readonly ImportSettings s_settings = CCRig.Settings with { BatchSize = 50, ThrottleLimit = 3 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Import_UnderMixedFaults_AddsUp_AndComesToItsEnd_WithNothingTwice(int seed)
    {
        using CCRig rig = new(options => options.Seed = seed);
        rig.Server.Faults.AddSeeded(
            RouteKind.CCFileImport, seed, 0.5, new CloseBeforeEffectFault(), new CloseAfterEffectFault(), new Html502Fault(), new CutJsonFault(), new AccessTokenDiesFault(), new ThrottledFault(), new QueueFullFault(), new ServiceErrorFault(503, afterEffect: true));
        rig.Server.Faults.AddSeeded(RouteKind.CCActivityList, seed + 100, 0.3, new Html502Fault(), new ThrottledFault(), new AccessTokenDiesFault(), new CutJsonFault());

        ImportLog log = await rig.ImportAsync(ImportRig.People(Rows), s_settings);
        AssertAddsUp(log.Snapshot!);
        for (int run = 1; log.Snapshot!.State != ActivityState.Completed && run < RunsAtMost; run++)
        {
            log = await rig.ResumeAsync(log.Folder!, s_settings, log.Snapshot.NeedsInput ? ImportRig.People(Rows) : null);
            AssertAddsUp(log.Snapshot!);
        }

        Assert.Equal((ActivityState.Completed, (long)Rows, Rows), (log.Snapshot.State, log.Snapshot.Imported, rig.Server.Account.ContactCount));
        Assert.All(rig.Server.Account.Contacts, contact => Assert.Equal(1, contact.TimesApplied));
        Assert.Equal(rig.Server.Account.Activities.Count, rig.Server.Account.Activities.Select(activity => activity.FileName).Distinct().Count());
    }

    private static void AssertAddsUp(ActivitySnapshot activity) =>
        Assert.Equal(activity.RowsRead, activity.Imported + activity.Refused + activity.Superseded + activity.Unchanged + activity.Pending + activity.Unknown + activity.NotSent);
}
