using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

[Collection(VirtualTimeCollection.Name)]
public sealed class ActivityGateTests
{
    private static readonly ImportSettings s_settings = new() { SkipAutomation = true, ThrottleLimit = 1, ActivityName = "Nightly", IsNamed = true };

    [Fact]
    public async Task SameFileAndSettings_WithinTheWindow_AlreadyImported()
    {
        using ImportRig rig = new();
        ImportSettings settings = s_settings with { Source = WriteFile(rig, 60) };
        await rig.ImportAsync([], settings);
        long before = rig.Server.RequestCount(RouteKind.BulkImport);

        BulkException refused = await Assert.ThrowsAsync<BulkException>(() => rig.ImportAsync([], settings with { ActivityName = "Another" }));

        Assert.Equal(BulkError.AlreadyImported, refused.Error);
        Assert.Equal(before, rig.Server.RequestCount(RouteKind.BulkImport));
    }

    [Theory]
    [InlineData("force")]
    [InlineData("settings")]
    [InlineData("file")]
    [InlineData("later")]
    public async Task SameFile_ForcedOrOtherwiseDifferent_IsImported(string what)
    {
        using ImportRig rig = new();
        ImportSettings settings = s_settings with { Source = WriteFile(rig, 60) };
        await rig.ImportAsync([], settings);
        if (what == "later")
            rig.Clock.Advance(TimeSpan.FromDays(11));

        ImportLog again = await rig.ImportAsync([], what switch
        {
            "force" => settings with { Force = true },
            "settings" => settings with { SkipAutomation = false },
            "file" => settings with { Source = WriteFile(rig, 61) },
            _ => settings,
        });

        Assert.Null(again.Failure);
        Assert.Equal(ActivityState.Completed, again.Snapshot!.State);
    }

    [Fact]
    public async Task OpenActivityOfTheName_ActivityOpen_UntilItIsResumed()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.First(3), new Html502Fault());
        ImportLog first = await rig.ImportAsync(ImportRig.People(1000), s_settings);
        Assert.NotNull(first.Failure);

        BulkException refused = await Assert.ThrowsAsync<BulkException>(() => rig.ImportAsync(ImportRig.People(10), s_settings));
        Assert.Equal((BulkError.ActivityOpen, first.Snapshot!.Header.Id), (refused.Error, refused.Target));
        Assert.Equal(first.Folder, ActivityGate.FindOpen(rig.Store, rig.Connection.Host, "nightly", rig.Clock.GetUtcNow())!.Folder);
        Assert.Equal(first.Folder, Assert.Single(ActivityGate.LeftOpen(rig.Store, rig.Connection.Host, rig.Clock.GetUtcNow(), (_, _) => { })).Folder);

        await rig.ResumeAsync(first.Folder!, s_settings, ImportRig.People(1000));
        Assert.Null(ActivityGate.FindOpen(rig.Store, rig.Connection.Host, "nightly", rig.Clock.GetUtcNow()));
        ImportLog second = await rig.ImportAsync(ImportRig.People(20, 5000), s_settings);
        Assert.Equal(20, second.Snapshot!.Imported);
    }

    [Fact]
    public async Task OpenActivityOfAnotherKind_IsNotTakenForAnImportOfTheName()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.First(3), new Html502Fault());
        ImportLog members = await rig.ImportAsync(ImportRig.People(1000), s_settings with { Action = ImportAction.Subscribe });
        Assert.NotNull(members.Failure);

        DateTimeOffset now = rig.Clock.GetUtcNow();
        Assert.Equal(members.Folder, ActivityGate.FindOpen(rig.Store, rig.Connection.Host, "nightly", now)!.Folder);
        Assert.Null(ActivityGate.FindOpen(rig.Store, rig.Connection.Host, "nightly", now, ActivityKinds.Import));
        ImportLog import = await rig.ImportAsync(ImportRig.People(20, 5000), s_settings);
        Assert.Equal(20, import.Snapshot!.Imported);
    }

    [Fact]
    public async Task OtherName_OrUnnamed_StartsBesideAnOpenOne()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.First(3), new Html502Fault());
        Assert.NotNull((await rig.ImportAsync(ImportRig.People(1000), s_settings)).Failure);

        Assert.Null((await rig.ImportAsync(ImportRig.People(20), s_settings with { ActivityName = "Other" })).Failure);
        Assert.Null((await rig.ImportAsync(ImportRig.People(20), s_settings with { IsNamed = false })).Failure);
    }

    [Fact]
    public async Task NameHeldByARun_ActivityRunning()
    {
        using ImportRig rig = new();
        using NameLock held = NameLock.TryHold(rig.Store, rig.Connection.Host, "NIGHTLY")!;

        BulkException refused = await Assert.ThrowsAsync<BulkException>(() => rig.ImportAsync(ImportRig.People(10), s_settings));

        Assert.Equal(BulkError.ActivityRunning, refused.Error);
        Assert.Equal(0, rig.Server.RequestCount(RouteKind.BulkImport));
        Assert.Null(NameLock.TryHold(rig.Store, rig.Connection.Host, "Nightly"));
    }

    [Fact]
    public async Task BatchesThatFailed_DoNotKeepTheNextRunFromStarting()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchFailsFault());
        ImportLog first = await rig.ImportAsync(ImportRig.People(100), s_settings);
        Assert.Equal(100, first.Snapshot!.Unknown);

        Assert.Null((await rig.ImportAsync(ImportRig.People(100, 500), s_settings)).Failure);
    }

    private static InputFile WriteFile(ImportRig rig, int rows)
    {
        Directory.CreateDirectory(rig.Home);
        string path = Path.Combine(rig.Home, "people.csv");
        IEnumerable<string> lines = Enumerable.Range(1, rows).Select(i => $"p{i}@example.org,Name {i}").Prepend("email,first name");
        File.WriteAllLines(path, lines);
        return new InputFile { Path = path };
    }
}
