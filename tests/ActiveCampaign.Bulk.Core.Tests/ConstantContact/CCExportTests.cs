using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.ConstantContact.Export;
using ActiveCampaign.Bulk.ConstantContact.Lookup;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.ConstantContact.State;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.ConstantContact;

/// <summary>Contacts of the simulated service, read into a file and one by one.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class CCExportTests
{
    private static readonly string[] s_unlike = ["contact_id", "email_permission_status", "contact_tags", "opt_in_source", "opt_in_date", "created_at", "updated_at"];

    [Fact]
    public async Task Export_TakesACallAPage_AndTellsOfEverything()
    {
        using CCRig rig = new();
        Fill(rig, 1_234);

        ExportOutcome outcome = await ExportAsync(rig, "all.csv");

        Assert.Equal((1_234L, 1_234L, 3L), (outcome.Rows, outcome.ServiceTotal, outcome.Calls));
        Assert.Equal(3, rig.Calls(RouteKind.CCContactList));
        Assert.Equal(0, rig.Server.Offences.Total);
        Dictionary<string, string> row = Rows(rig, "all.csv").Single(cells => cells["email"] == "p7@example.org");
        Assert.Equal(("Name 7", "Gold", "Red|Blue", "2026-01-07"), (row["first_name"], row["Level"], row["Colours"], row["Joined"]));
        Assert.Equal(("555-0107", "7, High St", "News", "||a, b||vip||"), (row["phone"], row["street"], row["contact_lists"], row["contact_tags"]));
        Assert.Equal(("active", "implicit", rig.Person("p7@example.org").Id), (row["email_status"], row["email_permission_status"], row["contact_id"]));
    }

    [Fact]
    public async Task Export_ThatWasStopped_GoesOn_AndEndsWithTheSameFile()
    {
        using CCRig rig = new();
        Fill(rig, 2_600);
        string whole = (await ExportAsync(rig, "whole.csv")).Hash;
        for (int call = 1; call <= 5; call++)
        {
            using CancellationTokenSource stop = new();
            rig.Server.Faults.Add(RouteKind.CCContactList, FaultTrigger.Nth(call), new ObserveFault(stop.Cancel));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ExportAsync(rig, $"cut{call}.csv", token: stop.Token));
            Assert.False(File.Exists(PathOf(rig, $"cut{call}.csv")));
            string folder = rig.Store.Folders().OrderBy(Directory.GetCreationTimeUtc).Single(path => Directory.EnumerateFiles(path, "export-*").Any() || Core.Journal.JournalReader.Read(path).State == Core.Journal.ActivityState.Stopped);
            long before = rig.Calls(RouteKind.CCContactList);

            ExportOutcome outcome = await ResumeAsync(rig, folder);

            Assert.Equal((call, whole), (call, outcome.Hash));
            Assert.InRange(rig.Calls(RouteKind.CCContactList) - before, 6 - call, 7 - call);
            Assert.Empty(Directory.EnumerateFiles(folder, "export-*"));
        }
    }

    [Fact]
    public async Task File_ComesBackFromAnEmptyAccount_ButForWhatNoImportTakes()
    {
        using CCRig first = new();
        Fill(first, 700);
        first.Server.Account.Unsubscribe("p3@example.org");
        first.Server.Account.SetPermission("p4@example.org", Permission.PendingConfirmation);
        await ExportAsync(first, "out.csv");
        using CCRig second = new();
        Prepare(second);

        ImportLog log = await second.ImportAsync([], CCRig.Settings with { Source = new InputFile { Path = PathOf(first, "out.csv") } });

        Assert.Null(log.Failure);
        Assert.Equal((698L, 2L), (log.Snapshot!.Imported, log.Snapshot.Refused));
        Assert.All(log.Refused, row => Assert.Equal((RowReason.Excluded, "email_status"), (row.Problem.Reason, row.Problem.Column)));
        Assert.Equal([3L, 4L], log.Refused.Select(row => row.Number));
        await ExportAsync(second, "back.csv");
        Assert.Equal(Comparable(first, "out.csv").Where(row => !row.Contains("p3@example.org;") && !row.Contains("p4@example.org;")), Comparable(second, "back.csv"));
    }

    [Fact]
    public async Task Filters_NarrowEachOther_AndASegmentIsWaitedFor()
    {
        using CCRig rig = new();
        Fill(rig, 60);
        string other = rig.Server.Account.AddList("Other");
        rig.Server.Account.AddContact("o1@example.org", listIds: [other], tags: ["vip"]);
        int segment = rig.Server.Account.AddSegment(person => person.Values.TryGetValue("first_name", out string? name) && name.EndsWith('7'));

        Assert.Equal(["o1@example.org"], await ReadAsync(rig, new WantedContacts { List = "other", Tag = "VIP" }));
        Assert.Empty(await ReadAsync(rig, new WantedContacts { List = "Other", Status = [ContactStanding.Unsubscribed] }));
        Assert.Equal(6, (await ReadAsync(rig, new WantedContacts { Segment = segment })).Count);
        Assert.Empty(await ReadAsync(rig, new WantedContacts { Segment = segment, List = "Other" }));
        Assert.Equal(0, rig.Server.Offences.Total);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(900, 4)]
    public async Task Contacts_ByAddress_TakeTheFewestCalls(int named, int calls)
    {
        using CCRig rig = new();
        Fill(rig, 1_600);
        IReadOnlyList<StoredContact?> found = [];
        await rig.RunAsync(() => found = new ContactLocator(rig.Connection, string.Empty).FindAsync(Enumerable.Range(1, named).Select(i => new NamedContact(null, $"P{i}@example.org")).ToList(), default).GetAwaiter().GetResult());

        Assert.Equal(Enumerable.Range(1, named).Select(i => $"p{i}@example.org"), found.Select(contact => contact!.Email));
        Assert.InRange(rig.Calls(RouteKind.CCContactList), 1, calls);
    }

    [Fact]
    public async Task Contacts_ByIdOrAddress_ComeInOrder_AndWhoIsNotThereIsNull()
    {
        using CCRig rig = new();
        Fill(rig, 5);
        IReadOnlyList<StoredContact?> found = [];
        NamedContact[] named = [new(rig.Person("p2@example.org").Id.ToUpperInvariant(), null), new(null, "nobody@example.org"), new(Guid.NewGuid().ToString(), null), new(null, "p1@example.org")];
        await rig.RunAsync(() => found = new ContactLocator(rig.Connection, string.Empty).FindAsync(named, default).GetAwaiter().GetResult());

        Assert.Equal(["p2@example.org", null, null, "p1@example.org"], found.Select(contact => contact?.Email));
    }

    private static void Prepare(CCRig rig)
    {
        rig.Server.Account.AddCustomField("Level", "single_select", ["Gold", "Silver"]);
        rig.Server.Account.AddCustomField("Colours", "multi_select", ["Red", "Blue"]);
        rig.Server.Account.AddCustomField("Joined", "date");
        rig.Server.Account.AddCustomField("First name");
        rig.Server.Account.AddCustomField("created_at");
        rig.Server.Account.AddTag("vip");
        rig.Server.Account.AddTag("a, b");
    }

    private static void Fill(CCRig rig, int count)
    {
        Prepare(rig);
        for (int i = 1; i <= count; i++)
        {
            rig.Server.Account.AddContact(
                $"p{i}@example.org",
                new Dictionary<string, string> { ["first_name"] = "Name " + i, ["other_phone"] = $"555-{100 + i:0000}", ["home_street"] = $"{i}, High St", ["birthday_month"] = "2", ["birthday_day"] = "3" },
                new Dictionary<string, string> { ["Level"] = "Gold", ["Colours"] = "Red,Blue", ["Joined"] = $"2026-01-{(i % 28) + (i % 28 == 0 ? 1 : 0):00}", ["First_name"] = "field", ["created_at"] = "mine" },
                [rig.News],
                ["vip", "a, b"]);
        }
    }

    private static string PathOf(CCRig rig, string name)
    {
        Directory.CreateDirectory(rig.Home);
        return Path.Combine(rig.Home, name);
    }

    private static async Task<ExportOutcome> ExportAsync(CCRig rig, string name, WantedContacts? wanted = null, CancellationToken token = default)
    {
        PagedExportPlan plan = new() { Path = PathOf(rig, name), Wanted = wanted ?? new WantedContacts() };
        return await RunAsync(rig, () => PagedExport.PrepareAsync(rig.Connection, rig.Store, plan, (pattern, known) => pattern == known, default), token);
    }

    private static Task<ExportOutcome> ResumeAsync(CCRig rig, string folder) => RunAsync(rig, () => PagedExport.ResumeAsync(rig.Connection, folder, default), default);

    private static async Task<ExportOutcome> RunAsync(CCRig rig, Func<Task<PagedExport>> prepare, CancellationToken token)
    {
        ExportOutcome? outcome = null;
        await rig.RunAsync(() =>
        {
            using PagedExport run = prepare().GetAwaiter().GetResult();
            using CancellationTokenRegistration stopping = token.Register(run.RequestStop);
            run.Start();
            while (!run.IsDone)
                run.Wait(TimeSpan.FromMilliseconds(5), CancellationToken.None);
            if (run.Failure is Exception failure)
                ExceptionDispatchInfo.Capture(failure).Throw();
            outcome = run.Outcome ?? throw new OperationCanceledException(token);
        });
        return outcome!;
    }

    private static async Task<List<string>> ReadAsync(CCRig rig, WantedContacts wanted)
    {
        List<string> emails = [];
        await rig.RunAsync(() =>
        {
            StoredStream stream = StoredSelection.PrepareAsync(rig.Connection, wanted, ["email"], (pattern, name) => pattern == name, default).GetAwaiter().GetResult().Open();
            while (stream.ReadAsync(default).GetAwaiter().GetResult() is IReadOnlyList<StoredContact> page)
                emails.AddRange(page.Select(contact => contact.Email));
        });
        return emails;
    }

    private static List<Dictionary<string, string>> Rows(CCRig rig, string name)
    {
        using CsvRowReader reader = CsvRowReader.Open(new InputFile { Path = PathOf(rig, name), Delimiter = ',' });
        return reader.Rows().Select(row => row.Shape.Columns.Select((column, i) => (column, Text: row.Values[i] as string ?? string.Empty)).ToDictionary(cell => cell.column, cell => cell.Text)).ToList();
    }

    private static IEnumerable<string> Comparable(CCRig rig, string name) =>
        Rows(rig, name).Select(row => string.Join(";", row.Where(cell => !s_unlike.Contains(cell.Key)).Select(cell => cell.Key + "=" + cell.Value)).Replace("email=", string.Empty)).Order(StringComparer.Ordinal);
}
