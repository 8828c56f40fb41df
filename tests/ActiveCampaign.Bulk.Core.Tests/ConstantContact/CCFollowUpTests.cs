using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Core.Results;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Upkeep;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;
using ActivityState = ActiveCampaign.Bulk.Core.Journal.ActivityState;

namespace ActiveCampaign.Bulk.Core.Tests.ConstantContact;

/// <summary>Tags of an import, which its people get by an activity of its own.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class CCFollowUpTests
{
    private static readonly RowShape s_tagged = new(["email", "first_name", "tags"]);

    [Theory]
    [InlineData(ImportMethod.Csv)]
    [InlineData(ImportMethod.Json)]
    public async Task TagsOfRows_ComeWhenTheImportHasEnded_ByAnActivityForEachSet_AndThePayloadKnowsNone(ImportMethod method)
    {
        using CCRig rig = WithTags("vip", "New", "a, b", "ab");
        ImportSettings settings = CCRig.Settings with { Tags = ["new"], Method = method };

        ImportLog log = await rig.ImportAsync(Rows(("p1@example.org", "VIP|ab"), ("p2@example.org", ""), ("p3@example.org", "vip; AB"), ("p4@example.org", "a, b")), settings);

        Assert.Equal((ActivityState.Sent, 4L, 4L), (log.Snapshot!.State, log.Snapshot.Imported, log.Snapshot.Owed));
        Assert.All(rig.Server.Account.Contacts, person => Assert.Empty(person.Tags));

        ImportLog tagged = (await rig.FollowUpAsync(log.Folder!))!;

        Assert.Equal((ActivityState.Completed, 4L), (tagged.Snapshot!.State, tagged.Snapshot.Imported));
        Assert.Equal(3, rig.Calls(RouteKind.CCTaggingsAdd));
        Assert.Equal(["New|ab|vip", "New", "New|ab|vip", "New|a, b"], Enumerable.Range(1, 4).Select(i => TagsOf(rig, $"p{i}@example.org")));
        Assert.Equal(0, rig.Server.Offences.Total);
        ActivitySnapshot import = JournalReader.Read(log.Folder!);
        Assert.Equal((ActivityState.Completed, 0L, tagged.Snapshot.Header.Id), (import.State, import.Owed, Assert.Single(import.FollowUps)));
        Assert.False(JournalReader.HasPayload(log.Folder!));
        Assert.Null(await rig.FollowUpAsync(log.Folder!));
    }

    [Fact]
    public async Task RefusedAndUnknownRows_GetNoTag_AndThoseThatAreSettledLaterDoThen()
    {
        using CCRig rig = WithTags("vip");
        rig.Server.Account.AddContact("gone@example.org");
        rig.Server.Account.Unsubscribe("gone@example.org");
        rig.Server.Faults.Add(RouteKind.CCFileImport, FaultTrigger.Nth(2), new ActivityEndsFault(Simulator.ConstantContact.State.ActivityState.Failed, appliedRows: 0));
        ImportSettings settings = CCRig.Settings with { BatchSize = 3, ThrottleLimit = 1 };

        ImportLog log = await rig.ImportAsync(
            Rows(("p1@example.org", "vip"), ("gone@example.org", "vip"), ("p2@example.org", "nonesuch"), ("p3@example.org", "vip"), ("p4@example.org", "vip"), ("not an address", "vip"), ("p5@example.org", "vip")), settings);
        Assert.Equal(RowReason.TagUnknown, log.Refused.Single(row => row.Number == 3).Problem.Reason);
        Assert.Equal(2, log.Snapshot!.Unknown);
        Assert.Equal(2, (await rig.FollowUpAsync(log.Folder!))!.Snapshot!.Imported);
        Assert.Equal(("vip", "vip", ""), (TagsOf(rig, "p1@example.org"), TagsOf(rig, "p3@example.org"), TagsOf(rig, "gone@example.org")));

        ImportLog repaired = await rig.RepairAsync(log.Folder!, new Core.Repair.RepairSettings { Import = HeaderSettings.Read(log.Snapshot.Header) });
        Assert.Equal((0L, 2L), (repaired.Snapshot!.Unknown, repaired.Snapshot.Owed));
        Assert.Equal(2, (await rig.FollowUpAsync(log.Folder!))!.Snapshot!.Imported);

        Assert.Equal(4, rig.Server.Account.Contacts.Count(person => person.Tags.Contains("vip")));
        Assert.Equal(ActivityState.Completed, JournalReader.Read(log.Folder!).State);
    }

    [Fact]
    public async Task Tags_ComeToEverybodyOnce_WhereverTheyWereCut()
    {
        for (int call = 1; call <= 6; call++)
        {
            using CCRig rig = WithTags("vip", "new");
            ImportLog log = await rig.ImportAsync(Rows(Enumerable.Range(1, 700).Select(i => ($"p{i}@example.org", i % 2 == 0 ? "vip" : "vip|new")).ToArray()), CCRig.Settings);
            rig.Server.Faults.Add(RouteKind.Any, FaultTrigger.Nth(call), new QuotaExceededFault());

            await Assert.ThrowsAnyAsync<BulkException>(async () => throw (await rig.FollowUpAsync(log.Folder!))!.Failure!);
            Assert.Equal(700, JournalReader.Read(log.Folder!).Owed);
            await rig.RunAsync(() => rig.ClientClock.PauseAsync(TimeSpan.FromDays(1), default).GetAwaiter().GetResult());
            ImportLog tagged = (await rig.FollowUpAsync(log.Folder!))!;

            Assert.Null(tagged.Failure);
            Assert.Equal((call, ActivityState.Completed, 700L, 0L), (call, tagged.Snapshot!.State, tagged.Snapshot.Imported, tagged.Snapshot.Refused));
            Assert.Equal((700, 350), (rig.Server.Account.Contacts.Count(person => person.Tags.Contains("vip")), rig.Server.Account.Contacts.Count(person => person.Tags.Contains("new"))));
            Assert.Equal(2, rig.Server.Account.Activities.Count(activity => activity.Kind == Simulator.ConstantContact.State.ActivityKind.TaggingsAdd));
            Assert.Equal(ActivityState.Completed, JournalReader.Read(log.Folder!).State);
        }
    }

    [Fact]
    public async Task Kill_BetweenTheNoteAndTheActivity_BeginsItAnew_AndAfterItsLastRow_EndsIt()
    {
        using CCRig rig = WithTags("vip");
        ImportLog log = await rig.ImportAsync(Rows(("p1@example.org", "vip")), CCRig.Settings);
        await rig.RunAsync(() =>
        {
            using FollowUp due = FollowUp.Find(rig.Service, log.Folder!)!;
            due.PrepareAsync(rig.Poller, CancellationToken.None).GetAwaiter().GetResult().Dispose();
        });
        string noted = Assert.Single(JournalReader.Read(log.Folder!).FollowUps);
        await rig.RunAsync(() =>
        {
            using FollowUp due = FollowUp.Find(rig.Service, log.Folder!)!;
            Assert.Null(FollowUp.Find(rig.Service, log.Folder!));
            using ImportRun run = due.PrepareAsync(rig.Poller, CancellationToken.None).GetAwaiter().GetResult();
            run.Start();
            Assert.True(run.TryAdd(due.People));
            run.CompleteInput();
            while (!run.IsDone)
                run.Wait(TimeSpan.FromMilliseconds(5), CancellationToken.None);
        });

        ImportLog tagged = (await rig.FollowUpAsync(log.Folder!))!;

        Assert.Equal((1L, "vip", 1L), (tagged.Snapshot!.Imported, TagsOf(rig, "p1@example.org"), rig.Calls(RouteKind.CCTaggingsAdd)));
        Assert.NotEqual(noted, Assert.Single(JournalReader.Read(log.Folder!).FollowUps));
    }

    [Fact]
    public async Task NewTag_IsMadeOnce_WhenItIsAllowed_AndOnlyForPeopleWhoAreIn()
    {
        using CCRig rig = WithTags("vip");
        ImportSettings settings = CCRig.Settings with { Mapping = new MappingSettings { AllowNewTag = true, MaxNewTag = 2 } };

        ImportLog log = await rig.ImportAsync(Rows(("p1@example.org", "fresh"), ("p2@example.org", "FRESH|vip"), ("p3@example.org", "other"), ("p4@example.org", "third"), ("not an address", "fresh")), settings);
        Assert.Equal(RowReason.TagLimit, log.Refused.Single(row => row.Number == 4).Problem.Reason);
        Assert.Equal(["vip"], rig.Server.Account.Tags.Values);
        await rig.FollowUpAsync(log.Folder!);

        Assert.Equal(["fresh", "other", "vip"], rig.Server.Account.Tags.Values.Order());
        Assert.Equal(["fresh", "fresh|vip", "other"], Enumerable.Range(1, 3).Select(i => TagsOf(rig, $"p{i}@example.org")));
        Assert.Equal(0, rig.Server.Offences.Total);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NewTag_ThatTheServiceDoesNotMake_IsAnError_WithTheWayOut_AndGoesOnWithATagThatIsMadeByHand(bool isHtml)
    {
        using CCRig rig = new();
        rig.Server.Faults.Add(RouteKind.CCTagCreate, FaultTrigger.Always(), isHtml ? new Html404Fault() : new NotFound404Fault());
        ImportLog log = await rig.ImportAsync(Rows(("p1@example.org", "fresh")), CCRig.Settings with { Mapping = new MappingSettings { AllowNewTag = true, MaxNewTag = 1 } });

        BulkException failure = await Assert.ThrowsAsync<BulkException>(async () => throw (await rig.FollowUpAsync(log.Folder!))!.Failure!);
        Assert.Equal(BulkError.UnknownTag, failure.Error);
        Assert.Contains("Make the tag in the account, then go on", failure.Message, StringComparison.Ordinal);

        rig.Server.Account.AddTag("fresh");
        await rig.FollowUpAsync(log.Folder!);
        Assert.Equal("fresh", TagsOf(rig, "p1@example.org"));
    }

    [Theory]
    [InlineData("vipp", false, BulkError.UnknownTag)]
    [InlineData("id:nonesuch", true, BulkError.UnknownTag)]
    public async Task TagForAll_ThatIsNotThere_EndsBeforeAnythingIsSent_WithTheNearestName(string tag, bool allowsNew, BulkError error)
    {
        using CCRig rig = WithTags("vip");

        BulkException failure = await Assert.ThrowsAsync<BulkException>(() => rig.ImportAsync(Rows(("p1@example.org", "")), CCRig.Settings with { Tags = [tag], Mapping = new MappingSettings { AllowNewTag = allowsNew } }));

        Assert.Equal((error, 0), (failure.Error, rig.Server.Account.ContactCount));
        Assert.Contains(allowsNew ? "does not exist" : "'vip'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SamePersonTwice_GetsTheTagsOfBothRows_InOneCall()
    {
        using CCRig rig = WithTags("vip", "new");

        ImportLog log = await rig.ImportAsync(Rows(("p1@example.org", "vip"), ("P1@example.org", "new"), ("p2@example.org", "vip|new")), CCRig.Settings);
        ImportLog tagged = (await rig.FollowUpAsync(log.Folder!))!;

        Assert.Equal((2L, 1L), (tagged.Snapshot!.Imported, rig.Calls(RouteKind.CCTaggingsAdd)));
        Assert.Equal(["new|vip", "new|vip"], Enumerable.Range(1, 2).Select(i => TagsOf(rig, $"p{i}@example.org")));
    }

    [Fact]
    public async Task ResultFile_WaitsForNoTags_AndLeavesThemTheirContacts()
    {
        using CCRig rig = WithTags("vip");
        Directory.CreateDirectory(rig.Home);
        string path = Path.Combine(rig.Home, "result.csv");

        ImportLog log = await rig.ImportAsync(Rows(("p1@example.org", "vip")), CCRig.Settings with { ResultPath = path });
        Assert.True(ResultFile.CatchUp(log.Folder!)!.IsWritten);
        Assert.True(File.Exists(path));
        await rig.FollowUpAsync(log.Folder!);

        Assert.Equal("vip", TagsOf(rig, "p1@example.org"));
        Assert.False(JournalReader.HasPayload(log.Folder!));
    }

    [Fact]
    public async Task NothingIsDue_WhileTheServiceWorks_OrWhereNoRowHasATag()
    {
        using CCRig rig = WithTags("vip");
        ImportLog sent = await rig.ImportAsync(Rows(("p1@example.org", "vip")), CCRig.Settings, wait: false);
        Assert.Null(await rig.FollowUpAsync(sent.Folder!));

        ImportLog blank = await rig.ImportAsync(Rows(("p2@example.org", " ")), CCRig.Settings);
        ImportLog given = (await rig.FollowUpAsync(blank.Folder!))!;

        Assert.Null(given.Folder);
        Assert.Equal((ActivityState.Completed, 0L), (JournalReader.Read(blank.Folder!).State, rig.Calls(RouteKind.CCTaggingsAdd)));
    }

    [Fact]
    public async Task PersonWhoWasErased_GetsNothing_AndKeepsNobodyFromTheirs()
    {
        using CCRig rig = WithTags("vip");
        ImportLog log = await rig.ImportAsync(Rows(("p1@example.org", "vip"), ("p2@example.org", "vip")), CCRig.Settings);
        PersonErasure.Look(log.Folder!, ["p1@example.org"]).Apply(rig.Clock.GetUtcNow());

        await rig.FollowUpAsync(log.Folder!);

        Assert.Equal(("", "vip"), (TagsOf(rig, "p1@example.org"), TagsOf(rig, "p2@example.org")));
        Assert.Equal(ActivityState.Completed, JournalReader.Read(log.Folder!).State);
    }

    private static CCRig WithTags(params string[] names)
    {
        CCRig rig = new();
        foreach (string name in names)
            rig.Server.Account.AddTag(name);
        return rig;
    }

    private static string TagsOf(CCRig rig, string email) => string.Join("|", rig.Person(email).Tags.Order(StringComparer.Ordinal));

    private static IEnumerable<SourceRow> Rows(params (string Email, string Tags)[] people) =>
        people.Select((person, i) => new SourceRow(i + 1, 0, s_tagged, [person.Email, "Ann", person.Tags]));
}
