using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Status;

[Collection(VirtualTimeCollection.Name)]
public sealed class DependencyWaitTests
{
    private static readonly ImportSettings s_settings = new() { SkipAutomation = true, BatchSize = 50 };

    [Fact]
    public async Task RunsElsewhere_WaitsForItsEndAndSettlesWhatNobodyWaitsFor()
    {
        using ImportRig rig = new();
        DependencyState? state = null;
        string? folder = null;
        await rig.RunAsync(() =>
        {
            using ImportRun run = Begin(rig, out Task<DependencyState> waiting);
            folder = run.Folder;
            run.CompleteInput();
            Drain(run);
            Assert.False(waiting.IsCompleted);
            run.Dispose();
            state = waiting.GetAwaiter().GetResult();
        });

        Assert.Equal((DependencyStand.Settled, 0, 0), (state!.Stand, state.Open, state.Failed));
        Assert.Equal((ActivityState.Completed, 500), (state.Activity.State, state.Activity.Imported));
        Assert.Empty(Directory.EnumerateFiles(folder!, "batches-*"));
    }

    [Fact]
    public async Task StopsOnTheWay_IsOpen()
    {
        using ImportRig rig = new();
        DependencyState? state = null;
        await rig.RunAsync(() =>
        {
            using (Begin(rig, out Task<DependencyState> waiting))
                Assert.False(waiting.IsCompleted);
            state = Wait(rig, rig.Store.Folders().Single());
        });

        Assert.Equal((DependencyStand.Open, ActivityState.Stopped), (state!.Stand, state.Activity.State));
    }

    [Fact]
    public async Task SentAndLeft_SettlesWithFailedRows_EachBatchLookedAtOnceASecondAtTheMost()
    {
        using ImportRig rig = new();
        rig.Server.Account.SetBounced("p7@example.org");
        ImportLog left = await rig.ImportAsync(ImportRig.People(500), s_settings, wait: false);
        Assert.Equal((ActivityState.Sent, 500), (left.Snapshot!.State, left.Snapshot.Pending));

        DependencyState? state = null;
        await rig.RunAsync(() => state = Wait(rig, left.Folder!));

        Assert.Equal((DependencyStand.Settled, 1, 0), (state!.Stand, state.Failed, state.Open));
        Assert.Equal((499, 1), (state.Activity.Imported, state.Activity.Refused));
        Assert.InRange(rig.Server.RequestCount(RouteKind.ImportInfo), 10, 50);

        // What is settled asks nobody.
        long before = rig.Server.RequestCount(RouteKind.Any);
        await rig.RunAsync(() => state = Wait(rig, left.Folder!));
        Assert.Equal((DependencyStand.Settled, before), (state.Stand, rig.Server.RequestCount(RouteKind.Any)));
    }

    [Fact]
    public async Task Unsettled_IsOpenAtOnce()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(2), new CloseAfterEffectFault());
        ImportLog lost = await rig.ImportAsync(ImportRig.People(100), s_settings with { OnUnknown = UnknownPolicy.Hold, ThrottleLimit = 1 }, wait: false);
        long before = rig.Server.RequestCount(RouteKind.Any);

        DependencyState? state = null;
        await rig.RunAsync(() => state = Wait(rig, lost.Folder!));

        Assert.Equal((DependencyStand.Open, 50, 50), (state!.Stand, state.Open, state.Activity.Pending));
        Assert.Equal(before, rig.Server.RequestCount(RouteKind.Any));
    }

    [Fact]
    public async Task BatchThatFailsWhole_IsOpen_AndTheNextIsNotWaitedFor()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchFailsFault());
        ImportLog failing = await rig.ImportAsync(ImportRig.People(50), s_settings, wait: false);
        ImportLog other = await rig.ImportAsync(ImportRig.People(50, 51), s_settings, wait: false);

        await rig.RunAsync(() =>
        {
            DependencyState state = new DependencyWait(rig.Poller, rig.ClientClock).RunAsync([failing.Folder!, other.Folder!], CancellationToken.None).GetAwaiter().GetResult().Single();
            Assert.Equal((DependencyStand.Open, 50), (state.Stand, state.Open));
        });

        Assert.Equal(50, JournalReader.Read(other.Folder!).Pending);
    }

    [Fact]
    public async Task ServiceDoesNothing_StallsAfterItsPatience_AndAStopEndsIt()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Always(), new BatchStuckWaitingFault());
        ImportLog stuck = await rig.ImportAsync(ImportRig.People(50), s_settings, wait: false);
        DateTimeOffset began = rig.Clock.GetUtcNow();

        DependencyState? state = null;
        await rig.RunAsync(() => state = Wait(rig, stuck.Folder!, TimeSpan.FromMinutes(5)));
        Assert.Equal((DependencyStand.Stalled, 50), (state!.Stand, state.Activity.Pending));
        Assert.InRange(rig.Clock.GetUtcNow() - began, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(8));

        using CancellationTokenSource stop = new();
        await rig.RunAsync(() =>
        {
            Task<System.Collections.Generic.IReadOnlyList<DependencyState>> waiting = new DependencyWait(rig.Poller, rig.ClientClock).RunAsync([stuck.Folder!], stop.Token);
            stop.Cancel();
            Assert.ThrowsAny<OperationCanceledException>(() => waiting.GetAwaiter().GetResult());
        });
    }

    // A run that has begun to send and waits for more rows, and somebody who waits for it.
    private static ImportRun Begin(ImportRig rig, out Task<DependencyState> waiting)
    {
        ImportRun run = ImportRun.PrepareAsync(rig.Service, rig.Store, s_settings, CancellationToken.None, rig.Poller).GetAwaiter().GetResult();
        run.Start();
        foreach (SourceRow[] chunk in ImportRig.People(500).Chunk(250))
            Assert.True(run.TryAdd(chunk));
        while (run.Counts.Pending < 250)
            Take(run);
        DependencyWait wait = new(rig.Poller, rig.ClientClock);
        Task<DependencyState> task = Task.Run(async () => (await wait.RunAsync([run.Folder], CancellationToken.None)).Single());
        while (wait.Current is null)
            Take(run);
        Assert.Equal((DependencyStand.Waiting, ActivityState.Running), (wait.Current.Stand, wait.Current.Activity.State));
        waiting = task;
        return run;
    }

    private static DependencyState Wait(ImportRig rig, string folder, TimeSpan? patience = null) =>
        new DependencyWait(rig.Poller, rig.ClientClock, patience).RunAsync([folder], CancellationToken.None).GetAwaiter().GetResult().Single();

    private static void Drain(ImportRun run)
    {
        while (!run.IsDone)
            Take(run);
        Take(run);
    }

    private static void Take(ImportRun run)
    {
        while (run.TryTake(out _))
        {
        }

        run.Wait(TimeSpan.FromMilliseconds(5), CancellationToken.None);
    }
}
