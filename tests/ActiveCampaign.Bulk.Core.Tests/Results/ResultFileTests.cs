using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Baselines;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Repair;
using ActiveCampaign.Bulk.Core.Results;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Tests.Import;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Upkeep;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Results;

/// <summary>The file that has every row once, with its original columns and what became of it.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class ResultFileTests
{
    private static readonly string[] s_columns = ["email", "first name"];

    [Fact]
    public async Task RowsOfEveryState_EachOnceWithItsCells_AndTheJournalLetsGo()
    {
        using ImportRig rig = new();
        rig.Server.Account.AddExclusion("@blocked.example", ExclusionMatch.End);
        ImportLog log = await ImportAsync(rig, [["a@example.org", "Ann; \"A\""], ["nobody", "Bad"], ["x@blocked.example", "Ex"], ["A@example.org", "Again"], ["b@example.org", null]], s => s with { OnDuplicate = DuplicateMode.KeepFirst, Method = ImportMethod.Bulk });
        Assert.NotEmpty(Directory.EnumerateFiles(log.Folder!, "batches-*"));
        Assert.True(log.Snapshot!.HoldsContactData);

        ResultStand? stand = ResultFile.CatchUp(log.Folder!);

        Assert.True(stand is { IsWritten: true, Bare: 0, Problem: null });
        List<Dictionary<string, string>> rows = Read(rig);
        Assert.Equal(["1", "2", "3", "4", "5"], rows.Select(row => row["AC_Row"]));
        Assert.Equal(["a@example.org", "nobody", "x@blocked.example", "A@example.org", "b@example.org"], rows.Select(row => row["email"]));
        Assert.Equal(["Ann; \"A\"", "Bad", "Ex", "Again", ""], rows.Select(row => row["first name"]));
        Assert.Equal(["Imported", "Refused", "Refused", "Superseded", "Imported"], rows.Select(row => row["AC_State"]));
        Assert.Equal(["", "EmailInvalid", "FailedAtService", "", ""], rows.Select(row => row["AC_Code"]));
        Assert.Equal(["1", "", "1", "", "1"], rows.Select(row => row["AC_Batch"]));
        Assert.All(rows.Where(row => row["AC_Batch"] == "1"), row => Assert.Equal(log.Settled.Single().BatchId, row["AC_BatchId"]));
        Assert.All(rows, row => Assert.Equal(row["AC_State"] == "Refused", row["AC_Reason"].Length > 0));
        Assert.Equal(["journal.jsonl", "lock", "refused.jsonl", "result.mark"], Directory.EnumerateFiles(log.Folder!).Select(Path.GetFileName).Order());
        Assert.Null(ResultFile.CatchUp(log.Folder!));
    }

    [Fact]
    public async Task OpenAtTheService_IsNotThereUntilTheLastRowIsSettled()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(2), new BatchStuckWaitingFault());
        ImportLog log = await ImportAsync(rig, People(60), s => s with { BatchSize = 50, ThrottleLimit = 1 });

        Assert.True(ResultFile.CatchUp(log.Folder!) is { IsWritten: false, Activity.Pending: 10 });
        Assert.False(File.Exists(PathIn(rig)));
        ActivitySnapshot open = JournalReader.Read(log.Folder!);
        using (JournalWriter journal = JournalStore.TryOpen(log.Folder!)!)
        {
            BatchRecord batch = open.Batches.Single(batch => batch.Outcome == BatchOutcome.Pending);
            journal.Settled(TempJournal.Completed(batch.Number, 10), RowRefs.Of(journal.ReadBatch(batch.Number)!), rig.Clock.GetUtcNow());
        }

        Assert.True(ResultFile.CatchUp(log.Folder!)!.IsWritten);
        Assert.Equal(People(60).Select(row => (string)row[0]!), Read(rig).Select(row => row["email"]));
        Assert.All(Read(rig), row => Assert.Equal("Imported", row["AC_State"]));
    }

    [Fact]
    public async Task SingleCalls_TellTheContacts()
    {
        using ImportRig rig = new();
        ImportLog log = await ImportAsync(rig, People(3));

        Assert.True(ResultFile.CatchUp(log.Folder!)!.IsWritten);

        Assert.Equal(People(3).Select(row => rig.Server.Account.FindContact((string)row[0]!)!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)), Read(rig).Select(row => row["AC_ContactId"]));
    }

    [Fact]
    public async Task Unchanged_KeepTheirCells()
    {
        using ImportRig rig = new();
        ImportSettings nightly = new() { ActivityName = "Nightly", IsNamed = true, SkipAutomation = true, ComparedTo = BaselineSource.Last, AllowFull = true };
        await rig.ImportAsync(ImportRig.Rows(s_columns, People(20)), nightly);
        rig.Clock.Advance(TimeSpan.FromHours(20));

        ImportLog log = await rig.ImportAsync(ImportRig.Rows(s_columns, People(21)), nightly with { ResultPath = PathIn(rig) });

        Assert.True(ResultFile.CatchUp(log.Folder!) is { IsWritten: true, Bare: 0 });
        Assert.Equal(People(21).Select(row => (string)row[1]!), Read(rig).Select(row => row["first name"]));
        Assert.Equal((20, 1), (Read(rig).Count(row => row["AC_State"] == "Unchanged"), Read(rig).Count(row => row["AC_State"] == "Imported")));
        Assert.False(JournalReader.Read(log.Folder!).HoldsContactData);
    }

    [Fact]
    public async Task RepairedBatch_AppearsAfterTheRepair_EachRowOnce()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Always(), new PoisonRowFault("p77@example.org"));
        ImportSettings settings = new() { SkipAutomation = true, ThrottleLimit = 1, ResultPath = PathIn(rig) };
        ImportLog first = await rig.ImportAsync(ImportRig.Rows(s_columns, People(400)), settings);
        Assert.True(ResultFile.CatchUp(first.Folder!) is { IsWritten: false, Activity: { Pending: 0, Unknown: 250 } });

        await rig.RepairAsync(first.Folder!, new RepairSettings { Import = settings });

        Assert.True(ResultFile.CatchUp(first.Folder!)!.IsWritten);
        Assert.Equal(Enumerable.Range(1, 400).Select(row => $"{row} p{row}@example.org {(row == 77 ? "Refused FailsAlone" : "Imported ")}"), Read(rig).Select(row => $"{row["AC_Row"]} {row["email"]} {row["AC_State"]} {row["AC_Code"]}"));
    }

    [Fact]
    public async Task PeopleErased_BeforeAndAfter_AreNotInTheFile()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Nth(2), new BatchFailsFault());
        ImportSettings settings = new() { SkipAutomation = true, ThrottleLimit = 1, BatchSize = 50, OnDuplicate = DuplicateMode.KeepFirst, ResultPath = PathIn(rig) };
        ImportLog log = await rig.ImportAsync(ImportRig.Rows(s_columns, [.. People(60), ["p3@example.org", "Twice"]]), settings);

        Erase(rig, log, "p3@example.org", rows: 2);
        await rig.RepairAsync(log.Folder!, new RepairSettings { Import = settings });
        Assert.True(ResultFile.CatchUp(log.Folder!) is { IsWritten: true, Bare: 2 });

        Assert.DoesNotContain("p3@", File.ReadAllText(PathIn(rig)), StringComparison.Ordinal);
        Assert.Equal(61, Read(rig).Count);
        Assert.Equal(("", "Imported"), (Read(rig)[2]["first name"], Read(rig)[2]["AC_State"]));

        // The file is the user's own by now, and the row goes as from a reject file.
        Assert.Equal(1, PersonErasure.Look(log.Folder!, ["p4@example.org"]).RejectRows);
        Erase(rig, log, "p4@example.org", rows: 0);
        Assert.Equal(60, Read(rig).Count);
        Assert.DoesNotContain("p4@", File.ReadAllText(PathIn(rig)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TenDays_CellsGoAllTheSame_AndTheFileSaysSo()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Always(), new BatchStuckWaitingFault());
        ImportLog log = await ImportAsync(rig, [.. People(30), ["p1@example.org", "Twice"]], s => s with { OnDuplicate = DuplicateMode.KeepFirst, Method = ImportMethod.Bulk });
        DateTimeOffset later = rig.Clock.GetUtcNow() + JournalKeeper.Keeps + TimeSpan.FromHours(1);

        Assert.Equal(1, JournalKeeper.Sweep(rig.Store, later));

        Assert.DoesNotContain("p1@", string.Concat(Directory.EnumerateFiles(log.Folder!).Where(path => !path.EndsWith("lock", StringComparison.Ordinal)).Select(File.ReadAllText)), StringComparison.Ordinal);
        using (JournalWriter journal = JournalStore.TryOpen(log.Folder!)!)
            journal.Settled(TempJournal.Completed(1, 30), null, later);
        Assert.True(ResultFile.CatchUp(log.Folder!) is { IsWritten: true, Bare: 31 });
        Assert.Equal(31, Read(rig).Count);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 4)]
    public async Task AskedForLate_TakesFromTheFileWhatIsGone_WhereItIsTheSame(bool same, int bare)
    {
        using ImportRig rig = new();
        string input = Path.Combine(rig.Home, "people.csv");
        Directory.CreateDirectory(rig.Home);
        await File.WriteAllLinesAsync(input, People(4).Select(row => $"{row[0]};{row[1]}").Prepend("email;first name"), Encoding.Latin1);
        ImportLog log = await rig.ImportAsync([], new ImportSettings { Source = new InputFile { Path = input } });
        Assert.Null(ResultFile.CatchUp(log.Folder!));
        if (!same)
            await File.AppendAllTextAsync(input, "more@example.org;More\n");

        ResultFile.Ask(log.Folder!, new ResultTarget(PathIn(rig), Replaces: false));

        Assert.True(ResultFile.CatchUp(log.Folder!) is ResultStand { IsWritten: true } stand && stand.Bare == bare);
        Assert.Equal(same ? People(4).Select(row => (string)row[1]!) : [], Read(rig, ';').Select(row => row.GetValueOrDefault("first name")).OfType<string>());
        Assert.Equal(same ? ["2", "3", "4", "5"] : ["", "", "", ""], Read(rig, ';').Select(row => row["AC_Line"]));
    }

    [Fact]
    public async Task FileOfSomebodyElse_StaysAndIsTold_AndTheRowsWait()
    {
        using ImportRig rig = new();
        ImportLog log = await ImportAsync(rig, People(3));
        await File.WriteAllTextAsync(PathIn(rig), "mine");

        Assert.Contains("-Force", ResultFile.CatchUp(log.Folder!)!.Problem, StringComparison.Ordinal);

        Assert.Equal("mine", await File.ReadAllTextAsync(PathIn(rig)));
        ResultFile.Ask(log.Folder!, new ResultTarget(PathIn(rig), Replaces: true));
        Assert.True(ResultFile.CatchUp(log.Folder!) is { IsWritten: true, Bare: 0 });
    }

    [Fact]
    public async Task KilledBeforeTheNote_IsWrittenOnceMore()
    {
        using ImportRig rig = new();
        ImportLog log = await ImportAsync(rig, People(3));
        await File.WriteAllTextAsync(PathIn(rig), "email," + string.Join(',', RejectColumns.OfResult));

        Assert.True(ResultFile.CatchUp(log.Folder!) is { IsWritten: true, Bare: 0 });
        Assert.Equal(3, Read(rig).Count);
    }

    [Fact]
    public async Task Formulas_AreEscapedWhereAsked()
    {
        using ImportRig rig = new();
        ImportLog log = await ImportAsync(rig, [["ann@example.org", "=1+1"]], s => s with { RejectSafe = true });

        Assert.True(ResultFile.CatchUp(log.Folder!)!.IsWritten);

        Dictionary<string, string> row = Assert.Single(Read(rig));
        Assert.Equal(("'=1+1", "1"), (row["first name"], row["AC_Escaped"]));
    }

    [Theory]
    [InlineData("Nicht heute, Björn", "iso-8859-1")]
    [InlineData("Сегодня нет", "utf-8")]
    public async Task EncodingOfTheInput_UnlessAReasonHasOtherLetters(string reason, string encoding)
    {
        using ImportRig rig = new(wrap: new StandIn((_, _) => StandIn.Refusal(reason)).Wrap);
        string input = Path.Combine(rig.Home, "people.csv");
        Directory.CreateDirectory(rig.Home);
        await File.WriteAllLinesAsync(input, ["email,first name", "ann@example.org,Zoë", "bob@example.org,Jürgen"], Encoding.Latin1);
        ImportLog log = await rig.ImportAsync([], new ImportSettings { Source = new InputFile { Path = input, Encoding = Encoding.Latin1 }, Method = ImportMethod.Bulk, ResultPath = PathIn(rig) });

        Assert.True(ResultFile.CatchUp(log.Folder!) is { IsWritten: true, Bare: 0 });

        string text = await File.ReadAllTextAsync(PathIn(rig), Encoding.GetEncoding(encoding));
        Assert.Contains(reason, text, StringComparison.Ordinal);
        Assert.Contains("Jürgen", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RowsOfOtherColumns_HaveAllOfThem()
    {
        using ImportRig rig = new();
        IEnumerable<SourceRow> more = ImportRig.Rows(["last name", "EMAIL"], [["Last", "b@example.org"]]).Select(row => row with { Number = 251 });
        ImportLog log = await rig.ImportAsync(ImportRig.Rows(s_columns, People(250)).Concat(more), new ImportSettings { ResultPath = PathIn(rig) });

        Assert.True(ResultFile.CatchUp(log.Folder!) is { IsWritten: true, Bare: 0 });
        Assert.Equal(("b@example.org", "", "Last"), (Read(rig)[250]["email"], Read(rig)[250]["first name"], Read(rig)[250]["last name"]));
        Assert.Equal(("p1@example.org", "Name 1", ""), (Read(rig)[0]["email"], Read(rig)[0]["first name"], Read(rig)[0]["last name"]));
    }

    private static Task<ImportLog> ImportAsync(ImportRig rig, IEnumerable<object?[]> rows, Func<ImportSettings, ImportSettings>? with = null)
    {
        ImportSettings settings = new() { ResultPath = PathIn(rig) };
        return rig.ImportAsync(ImportRig.Rows(s_columns, rows), with?.Invoke(settings) ?? settings);
    }

    private static void Erase(ImportRig rig, ImportLog log, string address, int rows)
    {
        PersonErasure erasure = PersonErasure.Look(log.Folder!, [address]);
        Assert.Equal((rows, true), (erasure.Rows, erasure.FindsAny));
        erasure.Apply(rig.Clock.GetUtcNow());
        Assert.Empty(erasure.Left);
    }

    private static IEnumerable<object?[]> People(int count) => Enumerable.Range(1, count).Select(row => new object?[] { $"p{row}@example.org", "Name " + row });

    private static string PathIn(ImportRig rig) => Path.Combine(rig.Home, "result.csv");

    private static List<Dictionary<string, string>> Read(ImportRig rig, char delimiter = ',')
    {
        using StreamReader text = new(PathIn(rig), Encoding.Latin1, detectEncodingFromByteOrderMarks: true);
        CsvParser parser = new(text, delimiter);
        List<string[]> records = [];
        while (parser.Read())
            records.Add([.. parser.Cells]);
        return records.Skip(1).Select(cells => records[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.OrdinalIgnoreCase)).ToList();
    }
}
