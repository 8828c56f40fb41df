using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Repair;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;
using JobState = ActiveCampaign.Bulk.Simulator.ConstantContact.State.ActivityState;

namespace ActiveCampaign.Bulk.Core.Tests.ConstantContact;

/// <summary>Imports while many things go wrong at once, by seeds: whatever ends a run, its rows add up and another one goes on.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class CCFaultMixTests
{
    private const int Rows = 600;

    // So long everything goes wrong; then the service is well, and so many more must do.
    private const int BadRuns = 6;
    private const int RunsAtMost = 12;

    private static readonly ImportSettings s_settings = CCRig.Settings with { BatchSize = 50, ThrottleLimit = 3 };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 15)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Import_UnderMixedFaults_AddsUp_AndComesToItsEnd_WithNothingTwice(int seed)
    {
        using CCRig rig = new(options => options.Seed = seed);
        bool getsStuck = AddFaults(rig, seed);

        BulkException? failure = await TryAsync(() => rig.ImportAsync(ImportRig.People(Rows), s_settings));
        string folder = Assert.Single(rig.Store.Folders());
        ActivitySnapshot activity = Read(folder);
        for (int run = 1; activity.NotSent + activity.Unknown + activity.Pending > 0 && run < RunsAtMost; run++)
        {
            if (failure?.Error == BulkError.ConsentNeeded)
                await rig.ConsentAsync();
            if (run == BadRuns)
                rig.Server.Faults.Rules.ToList().ForEach(rule => rig.Server.Faults.Remove(rule));
            bool isBroken = activity.Batches.Any(batch => batch.Outcome is BatchOutcome.Failed or BatchOutcome.Interrupted && batch.Unknown > 0) && !activity.NeedsInput;
            failure = await TryAsync(() => isBroken ? rig.RepairAsync(folder, new RepairSettings { Import = HeaderSettings.Read(activity.Header) }) : rig.ResumeAsync(folder, s_settings, activity.NeedsInput ? ImportRig.People(Rows) : null));
            activity = Read(folder);
        }

        // Nothing is repaired while the service may still be at work on a part of it.
        Assert.True(getsStuck || activity is { Unknown: 0, Pending: 0 }, $"{activity.Unknown} unknown, {activity.Pending} pending");
        Assert.Equal((0L, (long)Rows), (activity.NotSent, activity.Imported + activity.Unknown + activity.Pending));
        Assert.Equal(activity.Imported, rig.Server.Account.ContactCount);
        Assert.All(rig.Server.Account.Contacts, contact => Assert.Equal(1, contact.TimesApplied));
        Assert.Equal(rig.Server.Account.Activities.Count, rig.Server.Account.Activities.Select(activity => activity.FileName).Distinct().Count());
    }

    // About half of all that can go wrong; whether an activity may never end.
    private static bool AddFaults(CCRig rig, int seed)
    {
        Random random = new(seed);
        Fault[] all =
        [
            new CloseBeforeEffectFault(), new CloseAfterEffectFault(), new Html502Fault(), new CutJsonFault(), new ServiceErrorFault(503, afterEffect: true), new AccessTokenDiesFault(), new ThrottledFault(), new QueueFullFault(), new QuotaExceededFault(),
            new ActivityEndsFault(JobState.Failed), new ActivityEndsFault(JobState.Cancelled), new ActivityEndsFault(JobState.TimedOut), new ActivityStuckFault(),
        ];
        Fault[] some = all.Where(_ => random.Next(2) == 0).DefaultIfEmpty(all[seed % all.Length]).ToArray();
        rig.Server.Faults.AddSeeded(RouteKind.CCFileImport, seed, 0.5, some);
        rig.Server.Faults.AddSeeded(RouteKind.CCActivityList, seed + 100, 0.3, new Html502Fault(), new ThrottledFault(), new AccessTokenDiesFault(), new CutJsonFault(), new QuotaExceededFault());
        if (random.Next(2) == 0)
            rig.Server.Faults.Add(RouteKind.CCToken, FaultTrigger.Nth(2 + (seed % 3)), new RefreshTokenDiesFault());
        return some.OfType<ActivityStuckFault>().Any();
    }

    private static async Task<BulkException?> TryAsync(Func<Task<ImportLog>> run)
    {
        try
        {
            return (await run()).Failure as BulkException;
        }
        catch (BulkException e)
        {
            return e;
        }
    }

    private static ActivitySnapshot Read(string folder)
    {
        ActivitySnapshot activity = JournalReader.Read(folder);
        Assert.Equal(activity.RowsRead, activity.Imported + activity.Refused + activity.Superseded + activity.Unchanged + activity.Pending + activity.Unknown + activity.NotSent);
        return activity;
    }
}
