using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Lanes;
using ActiveCampaign.Bulk.Core.Repair;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.ConstantContact.Faults;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;
using ActivityState = ActiveCampaign.Bulk.Core.Journal.ActivityState;

namespace ActiveCampaign.Bulk.Core.Tests.ConstantContact;

/// <summary>Lists, tags and deletions by the simulated service's activities.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class CCMemberTests
{
    private static readonly ImportSettings s_settings = new()
    {
        Match = MatchMode.All, OnDuplicate = DuplicateMode.KeepFirst, BatchSize = 500, ThrottleLimit = 2, Mapping = new MappingSettings { ColumnMap = MemberRows.ColumnMap }, ActivityName = "members",
    };

    [Theory]
    [InlineData(ImportAction.AddTag, RouteKind.CCTaggingsAdd)]
    [InlineData(ImportAction.RemoveTag, RouteKind.CCTaggingsRemove)]
    [InlineData(ImportAction.Subscribe, RouteKind.CCMembershipsAdd)]
    [InlineData(ImportAction.Unsubscribe, RouteKind.CCMembershipsRemove)]
    [InlineData(ImportAction.Delete, RouteKind.CCContactDelete)]
    public async Task Deed_ByAddress_TakesAnActivityForFiveHundred_AndAPageForFiveHundred(ImportAction action, RouteKind route)
    {
        using CCRig rig = new();
        Fill(rig, 2_000);

        ImportLog log = await rig.ImportAsync(Rows(Enumerable.Range(1, 1_200).Select(i => ((string?)null, (string?)$"P{i}@example.org"))), Of(rig, action));

        Assert.Null(log.Failure);
        Assert.Equal((ActivityState.Completed, 1_200L), (log.Snapshot!.State, log.Snapshot.Imported));
        Assert.Equal((3L, 3L), (rig.Calls(route), rig.Calls(RouteKind.CCContactList)));
        Assert.Equal(0, rig.Server.Offences.Total);
        Assert.Equal(2_000, rig.Server.Account.Contacts.Count);
        Assert.Equal(Enumerable.Range(1, 1_200).Select(i => $"p{i}@example.org").Order(StringComparer.Ordinal), rig.Server.Account.Contacts.Where(person => IsDone(person, action)).Select(person => person.Email).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Contacts_ThatAreNotPlainlyMeant_AreNeverTouched_AndNeverCountedAsDone()
    {
        using CCRig rig = new();
        Fill(rig, 10);
        rig.Server.Account.Delete("p9@example.org");
        string other = rig.Person("p2@example.org").Id;

        ImportLog log = await rig.ImportAsync(
            Rows([(null, "p1@example.org"), (other, "p3@example.org"), (null, "not an address"), (null, "nobody@example.org"), (Guid.NewGuid().ToString(), null), (null, "p9@example.org"), (rig.Person("p4@example.org").Id, "P4@example.org")]),
            Of(rig, ImportAction.Delete));

        Assert.Equal((2L, 5L), (log.Snapshot!.Imported, log.Snapshot.Refused));
        Assert.Equal([2L, 3L, 4L, 5L, 6L], log.Refused.Select(row => row.Number).Order());
        Assert.Equal([RowReason.ContactMismatch, RowReason.EmailInvalid, RowReason.NotFound, RowReason.NotFound, RowReason.NotFound], log.Refused.OrderBy(row => row.Number).Select(row => row.Problem.Reason));
        Assert.Equal(["p1@example.org", "p4@example.org", "p9@example.org"], rig.Server.Account.Contacts.Where(person => person.Status == "deleted").Select(person => person.Email).Order());
    }

    [Theory]
    [InlineData(ImportAction.Delete, 2, 0)]
    [InlineData(ImportAction.AddTag, 1, 1)]
    public async Task Contact_ThatWasDeletedSinceItWasRead_EndsInOneKnownState(ImportAction action, int done, int refused)
    {
        using CCRig rig = new();
        Fill(rig, 5);
        List<SourceRow> rows = Rows([(rig.Person("p1@example.org").Id, "p1@example.org"), (rig.Person("p2@example.org").Id, "p2@example.org")]).Select(row => row with { IsInAccount = true }).ToList();
        rig.Server.Account.Delete("p2@example.org");

        ImportLog log = await rig.ImportAsync(rows, Of(rig, action));

        Assert.Equal((done, refused, 0), ((int)log.Snapshot!.Imported, (int)log.Snapshot.Refused, (int)log.Snapshot.Unknown));
        Assert.All(log.Settled.SelectMany(batch => batch.RefusedRows), row => Assert.Equal((2L, RowReason.NotFound), (row.Number, row.Problem.Reason)));
    }

    [Fact]
    public async Task WhoHasLeft_IsPutOnNoList()
    {
        using CCRig rig = new();
        Fill(rig, 5);
        rig.Server.Account.Unsubscribe("p2@example.org");

        ImportLog log = await rig.ImportAsync(Rows(Enumerable.Range(1, 5).Select(i => ((string?)null, (string?)$"p{i}@example.org"))), Of(rig, ImportAction.Subscribe));

        Assert.Equal((4L, RowReason.ConsentWithdrawn), (log.Snapshot!.Imported, Assert.Single(log.Refused).Problem.Reason));
        Assert.Empty(rig.Person("p2@example.org").Lists);
    }

    [Theory]
    [InlineData(ImportAction.AddTag, RouteKind.CCTaggingsAdd)]
    [InlineData(ImportAction.Delete, RouteKind.CCContactDelete)]
    public async Task LostAnswer_IsSettledByWhatTheAccountHas(ImportAction action, RouteKind route)
    {
        using CCRig rig = new();
        Fill(rig, 700);
        rig.Server.Faults.Add(route, FaultTrigger.Once(), new CloseAfterEffectFault());

        ImportLog log = await rig.ImportAsync(Rows(Enumerable.Range(1, 600).Select(i => ((string?)null, (string?)$"p{i}@example.org"))), Of(rig, action));

        Assert.Null(log.Failure);
        Assert.Equal((ActivityState.Completed, 600L, 0L), (log.Snapshot!.State, log.Snapshot.Imported, log.Snapshot.Refused));
        Assert.Equal(600, rig.Server.Account.Contacts.Count(person => IsDone(person, action)));
    }

    [Theory]
    [InlineData(ImportAction.RemoveTag, RouteKind.CCTaggingsRemove)]
    [InlineData(ImportAction.Delete, RouteKind.CCContactDelete)]
    public async Task Activity_ThatEndedAsFailed_IsRepaired(ImportAction action, RouteKind route)
    {
        using CCRig rig = new();
        Fill(rig, 40);
        rig.Server.Faults.Add(route, FaultTrigger.Once(), new ActivityEndsFault(Simulator.ConstantContact.State.ActivityState.Failed, appliedRows: 10));
        ImportLog log = await rig.ImportAsync(Rows(Enumerable.Range(1, 30).Select(i => ((string?)null, (string?)$"p{i}@example.org"))), Of(rig, action));
        Assert.Equal((0L, 30L), (log.Snapshot!.Imported, log.Snapshot.Unknown));

        ImportLog repaired = await rig.RepairAsync(log.Folder!, new RepairSettings { Import = HeaderSettings.Read(log.Snapshot.Header) });

        Assert.Null(repaired.Failure);
        Assert.Equal((30L, 0L), (repaired.Snapshot!.Imported, repaired.Snapshot.Unknown));
        Assert.Equal(30, rig.Server.Account.Contacts.Count(person => IsDone(person, action)));
    }

    [Fact]
    public async Task Deletion_CutAtTenPoints_GoesOn_WithEverybodyInTheBackup_AndNobodyElseGone()
    {
        for (int call = 1; call <= 10; call++)
        {
            using CCRig rig = new();
            Fill(rig, 1_500);
            Directory.CreateDirectory(rig.Home);
            ImportSettings settings = Of(rig, ImportAction.Delete) with { BackupPath = Path.Combine(rig.Home, "backup.csv") };
            SourceRow[] rows = [.. Rows(Enumerable.Range(1, 1_000).Select(i => ((string?)null, (string?)$"p{i}@example.org")))];
            rig.Server.Faults.Add(RouteKind.Any, FaultTrigger.Nth(call + 1), new QuotaExceededFault());
            ImportLog log;
            try
            {
                log = await rig.ImportAsync(rows, settings);
            }
            catch (BulkException e)
            {
                Assert.Equal(BulkError.QuotaReached, e.Error);
                log = new ImportLog { Folder = rig.Store.Folders() is { Count: > 0 } folders ? folders[0] : null };
            }

            await rig.RunAsync(() => rig.ClientClock.PauseAsync(TimeSpan.FromDays(1), default).GetAwaiter().GetResult());
            log = log.Folder is string folder && Directory.Exists(folder) ? await rig.ResumeAsync(folder, HeaderSettings.Read(JournalReader.TryReadHeader(folder)!), rows) : await rig.ImportAsync(rows, settings);

            Assert.Null(log.Failure);
            Assert.Equal((call, 1_000L), (call, log.Snapshot!.Imported));
            Assert.Equal(Enumerable.Range(1_001, 500).Select(i => $"p{i}@example.org").Order(StringComparer.Ordinal), rig.Server.Account.Contacts.Where(person => person.Status != "deleted").Select(person => person.Email).Order(StringComparer.Ordinal));
            using CsvRowReader backup = CsvRowReader.Open(new InputFile { Path = settings.BackupPath, Delimiter = ',' });
            string[] kept = backup.Rows().Select(row => (string)row.Values[1]!).ToArray();
            Assert.Equal((1_000, 1_000), (kept.Length, kept.Distinct().Count()));
        }
    }

    [Fact]
    public async Task Backup_ThatIsSomethingElse_KeepsEverybody()
    {
        using CCRig rig = new();
        Fill(rig, 3);
        Directory.CreateDirectory(rig.Home);
        string path = Path.Combine(rig.Home, "other.csv");
        await File.WriteAllTextAsync(path, "a,b\r\n1,2\r\n");

        ImportLog log = await rig.ImportAsync(Rows([(null, "p1@example.org")]), Of(rig, ImportAction.Delete) with { BackupPath = path });

        Assert.Equal(BulkError.FileUnwritable, Assert.IsType<BulkException>(log.Failure).Error);
        Assert.Equal((3, 0L), (rig.Server.Account.ContactCount, rig.Calls(RouteKind.CCContactDelete)));
        Assert.Equal("a,b\r\n1,2\r\n", await File.ReadAllTextAsync(path));
    }

    private static ImportSettings Of(CCRig rig, ImportAction action) => action switch
    {
        ImportAction.AddTag => s_settings with { Action = action, Tags = ["NEW"] },
        ImportAction.RemoveTag => s_settings with { Action = action, Tags = ["old"] },
        ImportAction.Subscribe => s_settings with { Action = action, Lists = ["Other"] },
        ImportAction.Unsubscribe => s_settings with { Action = action, UnsubscribeLists = ["id:" + rig.News] },
        _ => s_settings with { Action = action },
    };

    private static bool IsDone(PersonSnapshot person, ImportAction action) => action switch
    {
        ImportAction.AddTag => person.Tags.Contains("new"),
        ImportAction.RemoveTag => !person.Tags.Contains("old"),
        ImportAction.Subscribe => person.Lists.Contains("Other"),
        ImportAction.Unsubscribe => !person.Lists.Contains("News"),
        _ => person.Status == "deleted",
    };

    private static void Fill(CCRig rig, int count)
    {
        rig.Server.Account.AddTag("new");
        rig.Server.Account.AddList("Other");
        for (int i = 1; i <= count; i++)
            rig.Server.Account.AddContact($"p{i}@example.org", listIds: [rig.News], tags: ["old"]);
    }

    private static IEnumerable<SourceRow> Rows(IEnumerable<(string? Id, string? Email)> contacts) =>
        contacts.Select((contact, i) => MemberRows.ToRow(new ContactReference(i + 1, null, contact.Email) { Key = contact.Id }));
}
