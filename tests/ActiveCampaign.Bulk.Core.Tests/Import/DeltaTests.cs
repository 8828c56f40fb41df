using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Baselines;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Repair;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Upkeep;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>Imports that send only what differs from what was confirmed before.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class DeltaTests
{
    private const int People = 60;

    private static readonly ImportSettings s_settings = new()
    {
        ActivityName = "Nightly", IsNamed = true, SkipAutomation = true, ComparedTo = BaselineSource.Last, AllowFull = true, BatchSize = 50, ThrottleLimit = 1,
    };

    [Fact]
    public async Task HundredThousandRows_300Changes_TwoRequests_TheNightAfterNone()
    {
        using ImportRig rig = new(options => (options.LogBodies, options.EnforceLimits) = (false, false));
        ImportSettings settings = s_settings with { BatchSize = 250, ThrottleLimit = 4 };
        ImportLog first = await rig.ImportAsync(Rows(100_000), settings);
        Assert.Equal((100_000, 400L), (first.Snapshot!.Imported, Requests(rig)));

        rig.Clock.Advance(TimeSpan.FromHours(20));
        ImportLog second = await rig.ImportAsync(Rows(100_000, row => row % 333 == 1 && row <= 99_900 ? "Changed" : null), settings);
        Assert.Equal((300, 99_700, 402L), (second.Snapshot!.Imported, second.Snapshot.Unchanged, Requests(rig)));

        rig.Clock.Advance(TimeSpan.FromHours(20));
        ImportLog third = await rig.ImportAsync(Rows(100_000, row => row % 333 == 1 && row <= 99_900 ? "Changed" : null), settings);
        Assert.Equal((0, 100_000, ActivityState.Completed), (third.Snapshot!.Imported, third.Snapshot.Unchanged, third.Snapshot.State));
        Assert.Equal(402, Requests(rig));
    }

    [Fact]
    public async Task SeveralNights_EachIsComparedWithAllBefore()
    {
        using ImportRig rig = new();
        await NightAsync(rig, People, Rows(People));
        await NightAsync(rig, 1, Rows(People, row => row == 7 ? "New" : null));
        await NightAsync(rig, 2, Rows(People, row => row == 9 ? "New" : null));
        await NightAsync(rig, 0, Rows(People, row => row == 9 ? "New" : null));
        await NightAsync(rig, 1, Rows(People + 1, row => row == 9 ? "New" : null));

        // A row that is missing for a night is not forgotten.
        await NightAsync(rig, 0, Rows(20, row => row == 9 ? "New" : null));
        await NightAsync(rig, 0, Rows(People + 1, row => row == 9 ? "New" : null));
        Assert.Equal("New", rig.Server.Account.FindContact("p9@example.org")!.FirstName);
    }

    [Fact]
    public async Task EarlierActivitiesRemoved_TheirRowsAreStillKnown()
    {
        using ImportRig rig = new();
        List<string> folders = [(await NightAsync(rig, People, Rows(People))).Folder!];
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchFailsFault());
        rig.Clock.Advance(TimeSpan.FromHours(20));
        folders.Add((await rig.ImportAsync(Rows(People, row => row <= 2 ? "Lost" : null), s_settings)).Folder!);
        folders.Add((await NightAsync(rig, 3, Rows(People, row => row == 30 ? "Third" : null))).Folder!);

        // The second one never became final, so that it and the third are not in the base file.
        foreach (string folder in folders)
            ActivityRemoval.Remove(folder);

        Assert.Empty(rig.Store.Folders());
        await NightAsync(rig, 0, Rows(People, row => row == 30 ? "Third" : null));
        await NightAsync(rig, 1, Rows(People));
    }

    [Fact]
    public async Task NobodyWaited_TheNextNightLooksFirst()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.First(2), new BatchStuckWaitingFault());
        ImportLog first = await rig.ImportAsync(Rows(People), s_settings, wait: false);
        Assert.Equal(People, first.Snapshot!.Pending);
        rig.Server.Account.ReleaseStuckBatches();
        rig.Clock.Advance(TimeSpan.FromHours(20));

        await NightAsync(rig, 1, Rows(People, row => row == 3 ? "New" : null));

        Assert.Equal(People, JournalReader.Read(first.Folder!).Imported);
    }

    [Fact]
    public async Task RowsOnTheirWayUnknownOrRefused_CountAsChanged()
    {
        using ImportRig rig = new();
        rig.Server.Account.AddExclusion("p5@example.org");
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(2), new BatchFailsFault());
        ImportLog first = await rig.ImportAsync(Rows(People), s_settings);
        Assert.Equal((49, 1, 10), (first.Snapshot!.Imported, first.Snapshot.Refused, first.Snapshot.Unknown));

        // The lone excluded one, and all of the batch that failed.
        rig.Clock.Advance(TimeSpan.FromHours(20));
        ImportLog second = await rig.ImportAsync(Rows(People), s_settings);
        Assert.Equal((10, 1, 49), (second.Snapshot!.Imported, second.Snapshot.Refused, second.Snapshot.Unchanged));

        rig.Clock.Advance(TimeSpan.FromHours(20));
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchStuckWaitingFault());
        ImportLog third = await rig.ImportAsync(Rows(People, row => row == 8 ? "New" : null), s_settings, wait: false);
        Assert.Equal(2, third.Snapshot!.Pending);
        rig.Clock.Advance(TimeSpan.FromHours(20));
        ImportLog fourth = await rig.ImportAsync(Rows(People), s_settings);
        Assert.Equal((1, 1, 58), (fourth.Snapshot!.Imported, fourth.Snapshot.Refused, fourth.Snapshot.Unchanged));
    }

    [Fact]
    public async Task SettingsThatDecideWhatBecomesOfARow_Changed_AllCountAsChanged()
    {
        using ImportRig rig = new();
        await NightAsync(rig, People, Rows(People));
        await NightAsync(rig, People, Rows(People), s_settings with { Lists = ["Newsletter"] });
        await NightAsync(rig, People, Rows(People), s_settings with { Lists = ["Newsletter"], SkipAutomation = false });
        await NightAsync(rig, 0, Rows(People), s_settings with { Lists = ["Newsletter"], SkipAutomation = false, BatchSize = 10 });
    }

    // What an address comes to is compared, not row by row: a row that is the same may be undone by one that is not.
    [Fact]
    public async Task SeveralRowsOfAnAddress_AreComparedTogether()
    {
        using ImportRig rig = new();
        string[] columns = ["email", "first name", "phone"];
        object?[][] others = Enumerable.Range(1, 30).Select(i => new object?[] { $"p{i}@example.org", "Name", null }).ToArray();
        object?[] a = ["twin@example.org", "Ann", null];
        object?[] b = ["Twin@example.org", "Bob", null];
        object?[] c = ["twin@example.org", null, "555"];

        await NightAsync(rig, 32, ImportRig.Rows(columns, [a, .. others, b]));
        await NightAsync(rig, 0, ImportRig.Rows(columns, [a, .. others, b]));
        Assert.Equal("Bob", rig.Server.Account.FindContact("twin@example.org")!.FirstName);

        await NightAsync(rig, 2, ImportRig.Rows(columns, [a, .. others, c]));
        Assert.Equal("Ann", rig.Server.Account.FindContact("twin@example.org")!.FirstName);

        await NightAsync(rig, 1, ImportRig.Rows(columns, [a, .. others, c, b]));
        await NightAsync(rig, 0, ImportRig.Rows(columns, [a, .. others, c, b]));
        await NightAsync(rig, 1, ImportRig.Rows(columns, [a, .. others]));
        Assert.Equal("Ann", rig.Server.Account.FindContact("twin@example.org")!.FirstName);
        await NightAsync(rig, 2, ImportRig.Rows(columns, [b, .. others, a]));
        await NightAsync(rig, 1, ImportRig.Rows(columns, [a, .. others, b]), s_settings with { OnDuplicate = DuplicateMode.KeepFirst }, superseded: 1);
        await NightAsync(rig, 0, ImportRig.Rows(columns, [a, .. others, b]), s_settings with { OnDuplicate = DuplicateMode.KeepFirst }, superseded: 1);
    }

    [Fact]
    public async Task KilledInTheMiddle_GoesOnWithTheSameComparison()
    {
        using ImportRig rig = new();
        await NightAsync(rig, 1000, Rows(1000));
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.WhenNumber(n => n is >= 2 and <= 4), new Html502Fault());
        rig.Clock.Advance(TimeSpan.FromHours(20));
        ImportLog broken = await rig.ImportAsync(Rows(1000, row => row % 5 == 0 ? "New" : null), s_settings);
        Assert.NotNull(broken.Failure);

        ImportLog resumed = await rig.ResumeAsync(broken.Folder!, s_settings, Rows(1000, row => row % 5 == 0 ? "New" : null));

        Assert.Equal((1000, 200, 800), (resumed.Snapshot!.RowsRead, resumed.Snapshot.Imported, resumed.Snapshot.Unchanged));
        Assert.All(Enumerable.Range(1, 1000), row => Assert.Equal(row % 5 == 0 ? 2 : 1, rig.Server.Account.TimesApplied($"p{row}@example.org")));
        await NightAsync(rig, 0, Rows(1000, row => row % 5 == 0 ? "New" : null));
    }

    [Fact]
    public async Task NothingToCompareWith_NoBaseline_UnlessEverythingMayGo()
    {
        using ImportRig rig = new();
        ImportSettings settings = s_settings with { AllowFull = false };
        Assert.Equal(BulkError.NoBaseline, (await Assert.ThrowsAsync<BulkException>(() => rig.ImportAsync(Rows(People), settings))).Error);
        Assert.Equal((0, 0), (Requests(rig), rig.Store.Folders().Count));

        // An import that compared nothing is a baseline all the same; one of another name is none.
        await rig.ImportAsync(Rows(People), s_settings with { ComparedTo = null, AllowFull = false });
        await NightAsync(rig, 0, Rows(People), settings);
        Assert.Equal(BulkError.NoBaseline, (await Assert.ThrowsAsync<BulkException>(() => rig.ImportAsync(Rows(People), settings with { ActivityName = "Other" }))).Error);
        Assert.Equal(BulkError.SettingsConflict, (await Assert.ThrowsAsync<BulkException>(() => rig.ImportAsync(Rows(People), settings with { IsNamed = false }))).Error);
    }

    [Fact]
    public async Task ComparedToAnActivity_WhatItConfirmedAndNobodyChangedSince()
    {
        using ImportRig rig = new();
        string first = (await NightAsync(rig, People, Rows(People))).Snapshot!.Header.Id;
        await NightAsync(rig, 1, Rows(People, row => row == 4 ? "New" : null));

        // Row 4 has another name since, though it is again what the first activity sent.
        await NightAsync(rig, 1, Rows(People), s_settings with { ComparedTo = first, AllowFull = false });
        await NightAsync(rig, 0, Rows(People));
        Assert.Equal(BulkError.NoBaseline, (await Assert.ThrowsAsync<BulkException>(() => rig.ImportAsync(Rows(People), s_settings with { ComparedTo = "20200101-000000-000abc", AllowFull = false }))).Error);
    }

    [Fact]
    public async Task Rehearsal_CountsAndWritesNothing()
    {
        using ImportRig rig = new();
        await NightAsync(rig, People, Rows(People));
        string[] before = Directory.GetFiles(rig.Home, "*", SearchOption.AllDirectories);

        ImportLog log = await rig.ImportAsync(Rows(People, row => row == 4 ? "New" : null), s_settings with { IsRehearsal = true });

        Assert.Equal((59, 1), (log.Counts.Unchanged, log.Counts.NotSent));
        Assert.Equal(before.Length, Directory.GetFiles(rig.Home, "*", SearchOption.AllDirectories).Count(path => Path.GetFileName(Path.GetDirectoryName(path)) != JournalStore.BaselinesFolderName));
    }

    [Fact]
    public async Task PersonErased_CountsAsChanged_WhereverTheRowWasKept()
    {
        using ImportRig rig = new();
        ImportLog first = await NightAsync(rig, People, Rows(People));
        await NightAsync(rig, 0, Rows(People));
        string hostFolder = Path.GetDirectoryName(first.Folder)!;

        // In the base file, and in both journals.
        Assert.Equal(1, BaselineKeeper.Count(hostFolder, ["P7@example.org", "none@example.org"]));
        Assert.Equal(1, BaselineKeeper.Erase(hostFolder, ["P7@example.org"]));
        foreach (string folder in rig.Store.Folders())
            PersonErasure.Look(folder, ["p7@example.org"]).Apply(rig.Clock.GetUtcNow());

        Assert.Equal(0, BaselineKeeper.Count(hostFolder, ["p7@example.org"]));
        await NightAsync(rig, 1, Rows(People));
    }

    [Fact]
    public async Task JournalsExpired_WhatTheyConfirmedIsStillKnown()
    {
        using ImportRig rig = new();
        await rig.ImportAsync(Rows(People), s_settings);
        rig.Clock.Advance(TimeSpan.FromHours(20));
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchStuckWaitingFault());
        await rig.ImportAsync(Rows(People, row => row <= 3 ? "Stuck" : null), s_settings, wait: false);
        rig.Clock.Advance(TimeSpan.FromDays(11));
        Assert.Equal(2, JournalKeeper.Sweep(rig.Store, rig.Clock.GetUtcNow()));
        rig.Server.Account.ReleaseStuckBatches();

        // Nobody knows any more what became of the three, so they are sent whatever they are like.
        await NightAsync(rig, 3, Rows(People));
    }

    [Fact]
    public async Task ComparedToAnExport_WhatImportingWouldChangeNothingOfIsLeftOut()
    {
        using ImportRig rig = new();
        string export = Path.Combine(rig.Home, "export.csv");
        Directory.CreateDirectory(rig.Home);
        File.WriteAllText(export, string.Join(
            "\n",
            "id,email,First Name,phone,status,tags,lists,lists_unsubscribed",
            "1,same@example.org,Ann,5,active,vip;customer,Newsletter,",
            "2,Blank@example.org,Ann,5,active,customer,Newsletter,",
            "3,name@example.org,Ann,5,active,customer,Newsletter,",
            "4,tag@example.org,Ann,5,active,,Newsletter,",
            "5,list@example.org,Ann,5,active,customer,,Newsletter",
            "6,clear@example.org,Ann,,active,customer,Newsletter,",
            "7,twice@example.org,Ann,5,active,customer,Newsletter,",
            "8,twice@example.org,Ann,5,active,customer,Newsletter,"));
        ImportSettings settings = s_settings with { ComparedTo = export, AllowFull = false, Lists = ["Newsletter"], Tags = ["customer"], Mapping = new MappingSettings { ClearColumns = ["phone"] } };
        object?[][] rows =
        [
            ["same@example.org", "Ann", "5"], ["blank@example.org", null, "5"], ["clear@example.org", "Ann", null], ["SAME@example.org", "Ann", "5"],
            ["name@example.org", "Bob", "5"], ["tag@example.org", "Ann", "5"], ["list@example.org", "Ann", "5"], ["twice@example.org", "Ann", "5"], ["new@example.org", "Ann", "5"],
            ["same@example.org", "Eve", "5"], ["same@example.org", "Ann", "5"],
        ];

        ImportLog log = await NightAsync(rig, 7, ImportRig.Rows(["email", "first name", "phone"], rows), settings);

        Assert.Equal(4, log.Snapshot!.Unchanged);
        Assert.Equal("Ann", rig.Server.Account.FindContact("same@example.org")!.FirstName);
        await NightAsync(rig, 0, ImportRig.Rows(["email", "first name", "phone"], rows), settings with { ComparedTo = BaselineSource.Last });

        ImportLog lacking = await rig.ImportAsync(ImportRig.Rows(["email", "last name"], [["same@example.org", "Lee"]]), settings with { Mapping = new MappingSettings() });
        Assert.Equal((BulkError.NoBaseline, "last name"), (((BulkException)lacking.Failure!).Error, ((BulkException)lacking.Failure).Target));
        File.WriteAllText(export, "email\n");
        Assert.Equal(BulkError.NoBaseline, (await Assert.ThrowsAsync<BulkException>(() => rig.ImportAsync(Rows(1), settings with { Mapping = new MappingSettings() }))).Error);
    }

    // What is newer stays, and is what the next night compares with.
    [Fact]
    public async Task EarlierActivityRepairedAfterALaterOne_WhatIsNewerStays()
    {
        using ImportRig rig = new();
        await NightAsync(rig, People, Rows(People));
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchFailsFault());
        rig.Clock.Advance(TimeSpan.FromHours(20));
        ImportLog failed = await rig.ImportAsync(Rows(People, row => row <= 20 ? "Old" : null), s_settings);
        await NightAsync(rig, 20, Rows(People, row => row <= 20 ? "New" : null));
        rig.Clock.Advance(TimeSpan.FromMinutes(5));
        await rig.RepairAsync(failed.Folder!, new RepairSettings { Import = s_settings });
        Assert.Equal("New", rig.Server.Account.FindContact("p1@example.org")!.FirstName);

        // The repair refused these rows, so the baseline does not vouch for them: they go once more, and then no more.
        await NightAsync(rig, 20, Rows(People, row => row <= 20 ? "New" : null));
        await NightAsync(rig, 0, Rows(People, row => row <= 20 ? "New" : null));
    }

    [Fact]
    public async Task RepairedAndRemovedBeforeTheNextNight_WhatTheRepairOverwroteIsSentAgain()
    {
        using ImportRig rig = new();
        await NightAsync(rig, People, Rows(People));
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchFailsFault());
        rig.Clock.Advance(TimeSpan.FromHours(20));
        ImportLog failed = await rig.ImportAsync(Rows(People, row => row <= 20 ? "Old" : null), s_settings);
        await NightAsync(rig, 20, Rows(People, row => row <= 20 ? "New" : null));
        rig.Clock.Advance(TimeSpan.FromMinutes(5));
        await rig.RepairAsync(failed.Folder!, new RepairSettings { Import = s_settings });

        ActivityRemoval.Remove(failed.Folder!);

        await NightAsync(rig, 20, Rows(People, row => row <= 20 ? "New" : null));
        Assert.Equal("New", rig.Server.Account.FindContact("p1@example.org")!.FirstName);
        await NightAsync(rig, 0, Rows(People, row => row <= 20 ? "New" : null));
    }

    [Fact]
    public async Task JournalThatBeginsAfterALaterOneWasFolded_WhatDiffersIsSentAgain()
    {
        using ImportRig rig = new();
        await NightAsync(rig, People, Rows(People));
        rig.Clock.Advance(TimeSpan.FromHours(20));
        string slow = (await rig.ImportAsync(Rows(People + 5, row => row <= 20 ? "Old" : null), s_settings)).Folder!;
        string aside = Path.Combine(rig.Home, "aside");
        Directory.Move(slow, aside);
        await NightAsync(rig, 20, Rows(People, row => row <= 20 ? "New" : null));
        await NightAsync(rig, 0, Rows(People, row => row <= 20 ? "New" : null));
        Directory.Move(aside, slow);

        await NightAsync(rig, 20, Rows(People, row => row <= 20 ? "New" : null));
        await NightAsync(rig, 0, Rows(People, row => row <= 20 ? "New" : null));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RemovalKilledInTheMiddle_RefusedRowsStillCountAsChanged(bool removedAgain)
    {
        using ImportRig rig = new();
        rig.Server.Account.AddExclusion("p5@example.org");
        string folder = (await rig.ImportAsync(Rows(People), s_settings)).Folder!;
        BaselineKeeper.Keep(folder)!.Dispose();
        File.Delete(Path.Combine(folder, JournalFiles.Refused));
        if (removedAgain)
            ActivityRemoval.Remove(folder);

        rig.Clock.Advance(TimeSpan.FromHours(20));
        ImportLog second = await rig.ImportAsync(Rows(People), s_settings);

        Assert.Equal((0, 1, 59), (second.Snapshot!.Imported, second.Snapshot.Refused, second.Snapshot.Unchanged));
    }

    [Fact]
    public async Task LaterActivityRemovedThatNobodyComparedWith_WhatItSentIsStillKnown()
    {
        using ImportRig rig = new();
        ImportSettings plain = s_settings with { ComparedTo = null, AllowFull = false };
        await NightAsync(rig, People, Rows(People), plain);
        ImportLog later = await NightAsync(rig, People, Rows(People, row => row == 4 ? "New" : null), plain);
        ActivityRemoval.Remove(later.Folder!);

        await NightAsync(rig, 1, Rows(People));
        Assert.Equal("Name 4", rig.Server.Account.FindContact("p4@example.org")!.FirstName);
    }

    [Fact]
    public async Task ComparedToAnActivity_ALaterOneIsRemovedAndFolded_WhatItChangedIsSent()
    {
        using ImportRig rig = new();
        string first = (await NightAsync(rig, People, Rows(People))).Snapshot!.Header.Id;
        ActivityRemoval.Remove((await NightAsync(rig, 1, Rows(People, row => row == 4 ? "New" : null))).Folder!);
        await NightAsync(rig, 0, Rows(3));

        await NightAsync(rig, 1, Rows(People), s_settings with { ComparedTo = first, AllowFull = false });
        Assert.Equal("Name 4", rig.Server.Account.FindContact("p4@example.org")!.FirstName);
    }

    private static async Task<ImportLog> NightAsync(ImportRig rig, int sent, IEnumerable<SourceRow> rows, ImportSettings? settings = null, int superseded = 0)
    {
        rig.Clock.Advance(TimeSpan.FromMinutes(5));
        ImportLog log = await rig.ImportAsync(rows, settings ?? s_settings);
        ActivitySnapshot activity = log.Snapshot!;
        Assert.Null(log.Failure);
        Assert.Equal((sent, superseded, ActivityState.Completed), (activity.Imported, activity.Superseded, activity.State));
        Assert.Equal(activity.RowsRead, activity.Imported + activity.Superseded + activity.Unchanged);
        Assert.Equal((log.Counts.Unchanged, 0), (activity.Unchanged, log.Counts.NotSent));
        return log;
    }

    private static long Requests(ImportRig rig) => rig.Server.RequestCount(RouteKind.BulkImport) + rig.Server.RequestCount(RouteKind.ContactSync);

    private static IEnumerable<SourceRow> Rows(int count, Func<int, string?>? name = null) => ImportRig.Rows(
        ["email", "first name"], Enumerable.Range(1, count).Select(i => new object?[] { $"p{i}@example.org", name?.Invoke(i) ?? "Name " + i }));
}
