using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Import;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Settings;
using ActiveCampaign.Bulk.Core.Status;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Validation;
using ActiveCampaign.Bulk.Simulator;
using ActiveCampaign.Bulk.Simulator.Faults;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Import;

/// <summary>The same address more than once: merged, held back, superseded or refused.</summary>
[Collection(VirtualTimeCollection.Name)]
public sealed class DuplicateTests
{
    private static readonly string[] s_columns = ["email", "first name"];

    [Fact]
    public async Task Sequence_SameBatch_MergesAndCountsEveryRow()
    {
        using ImportRig rig = new();

        ImportLog log = await rig.ImportAsync(ImportRig.Rows(s_columns, [.. People(1, 20), ["P7@Example.org", "Seven"], ["p7@example.org", null]]));

        Assert.Equal("Seven", rig.Server.Account.FindContact("p7@example.org")!.FirstName);
        Assert.Equal("p7@example.org", rig.Server.Account.FindContact("p7@example.org")!.Email);
        BatchReport batch = Assert.Single(log.Batches);
        Assert.Equal((22, 22L), (batch.Rows, log.Snapshot!.Imported));
        Assert.Equal(20, Assert.Single(rig.Server.Account.Batches).ContactCount);
        AssertQuiet(rig, log);
    }

    [Fact]
    public async Task Sequence_OtherBatch_WaitsUntilTheFirstHasEnded()
    {
        using ImportRig rig = new();

        ImportLog log = await rig.ImportAsync(ImportRig.Rows(s_columns, [.. People(1, 600), ["P1@example.org", "One"]]));

        Assert.Equal("One", rig.Server.Account.FindContact("p1@example.org")!.FirstName);
        Assert.Equal(2, rig.Server.Account.TimesApplied("p1@example.org"));
        Assert.Equal(601, log.Snapshot!.Imported);
        AssertQuiet(rig, log);
    }

    [Fact]
    public async Task Sequence_OneAddressAllTheTime_IsSentInOrder()
    {
        using ImportRig rig = new();
        object?[][] rows = Enumerable.Range(1, 7).Select(i => new object?[] { "a@example.org", "N" + i, i % 2 == 0 ? "Newsletter" : null }).ToArray();

        ImportLog log = await rig.ImportAsync(ImportRig.Rows(["email", "first name", "lists"], [.. rows, .. Others(30)]), new ImportSettings { Method = ImportMethod.Bulk });

        Assert.Equal("N7", rig.Server.Account.FindContact("a@example.org")!.FirstName);
        Assert.Equal(7, rig.Server.Account.TimesApplied("a@example.org"));
        Assert.Equal(37, log.Snapshot!.Imported);
        AssertQuiet(rig, log);
    }

    // More rows wait than may: reading goes on only when batches end, and what is being formed must go for that.
    [Fact]
    public async Task Sequence_MoreHeldThanAllowed_EndsAllTheSame()
    {
        using ImportRig rig = new();
        IEnumerable<object?[]> first = Enumerable.Range(1, 2600).Select(i => new object?[] { $"p{i}@example.org", "A" + i, null });
        IEnumerable<object?[]> again = Enumerable.Range(1, 2600).Select(i => new object?[] { $"P{i}@example.org", "B" + i, "Newsletter" });

        ImportLog log = await rig.ImportAsync(ImportRig.Rows(["email", "first name", "lists"], first.Concat(again)));

        Assert.Equal(5200, log.Snapshot!.Imported);
        Assert.All(Enumerable.Range(1, 2600), i => Assert.Equal("B" + i, rig.Server.Account.FindContact($"p{i}@example.org")!.FirstName));
        AssertQuiet(rig, log);
    }

    [Fact]
    public async Task Sequence_FewRows_GoSinglyAndInOrder()
    {
        using ImportRig rig = new();

        ImportLog log = await rig.ImportAsync(
            ImportRig.Rows(["email", "first name", "lists"], [["a@example.org", "1", null], ["b@example.org", "1", null], ["A@example.org", "2", null], ["a@example.org", "3", "Newsletter"]]));

        Assert.Equal(3, rig.Server.RequestCount(RouteKind.ContactSync));
        Assert.Equal("3", rig.Server.Account.FindContact("a@example.org")!.FirstName);
        Assert.Equal((4L, 4L, 0L), (log.Snapshot!.RowsRead, log.Snapshot.Imported, log.Snapshot.Unknown));
        Assert.Equal(2, log.Snapshot.Created);
        AssertQuiet(rig, log);
    }

    [Fact]
    public async Task Refusal_NamesAMergedContact_RefusesAllItsRows()
    {
        using ImportRig rig = new(options => options.MalformedAddressRefusesBatch = true);
        object?[][] rows = [.. People(1, 100), ["odd@example.co_m", "a"], .. People(101, 150), ["ODD@example.co_m", "b"], ["p3@example.org", "three"]];

        ImportLog log = await rig.ImportAsync(ImportRig.Rows(s_columns, rows), new ImportSettings { BatchSize = 250 });

        Assert.Equal([101L, 252], log.Refused.Select(row => row.Number));
        Assert.All(log.Refused, row => Assert.Equal(RowReason.RefusedByService, row.Problem.Reason));
        Assert.Equal(251, log.Snapshot!.Imported);
        Assert.Equal(2, log.Snapshot.Refused);
        Assert.Equal("three", rig.Server.Account.FindContact("p3@example.org")!.FirstName);
        AssertQuiet(rig, log);
    }

    [Fact]
    public async Task Failure_OfAMergedContact_RefusesAllItsRows()
    {
        using ImportRig rig = new();
        rig.Server.Account.SetBounced("p5@example.org");

        ImportLog log = await rig.ImportAsync(ImportRig.Rows(s_columns, [.. People(1, 30), ["P5@example.org", "five"]]));

        Assert.Equal([5L, 31], log.Settled.SelectMany(settled => settled.RefusedRows).Select(row => row.Number));
        Assert.Equal((29L, 2L), (log.Snapshot!.Imported, log.Snapshot.Refused));
        AssertQuiet(rig, log);
    }

    [Fact]
    public async Task Halves_OfABatchWithMergedRows_KeepThemTogether()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new ImportSizeRefusalFault());

        ImportLog log = await rig.ImportAsync(ImportRig.Rows(s_columns, [.. People(1, 100), ["P1@example.org", "one"], ["p99@example.org", "n"], ["p1@example.org", "uno"]]));

        Assert.Equal([50, 50], rig.Server.Account.Batches.Select(batch => batch.ContactCount));
        Assert.Equal(103, log.Snapshot!.Imported);
        Assert.Equal("uno", rig.Server.Account.FindContact("p1@example.org")!.FirstName);
        AssertQuiet(rig, log);
    }

    // The piece that holds the address counts; and a batch whose row was cut out does not hold it any more.
    [Fact]
    public async Task Held_PredecessorCutUp_GoesAfterItsPiece()
    {
        using ImportRig rig = new(options => options.MalformedAddressRefusesBatch = true);
        object?[][] rows = [["odd@example.co_m", "x"], .. People(1, 20), ["p1@example.org", "one", "Newsletter"], ["odd@example.co_m", "y", "Newsletter"], .. Others(20)];

        ImportLog log = await rig.ImportAsync(
            ImportRig.Rows(["email", "first name", "lists"], rows.Select(row => row.Length == 3 ? row : [.. row, null])), new ImportSettings { BatchSize = 21 });

        Assert.Equal("one", rig.Server.Account.FindContact("p1@example.org")!.FirstName);
        Assert.Equal([1L, 23], log.Refused.Select(row => row.Number).OrderBy(number => number));
        Assert.Equal(41, log.Snapshot!.Imported);
        AssertQuiet(rig, log);
    }

    [Theory]
    [InlineData("fails")]
    [InlineData("interrupted")]
    public async Task Held_PredecessorEndsBadly_GoesAllTheSame(string fate)
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), fate == "fails" ? new BatchFailsFault() : new BatchInterruptedFault(0));

        ImportLog log = await rig.ImportAsync(ImportRig.Rows(s_columns, [.. People(1, 600), ["P1@example.org", "One"]]), new ImportSettings { ThrottleLimit = 1 });

        Assert.Equal("One", rig.Server.Account.FindContact("p1@example.org")!.FirstName);
        Assert.Equal((351L, 250L), (log.Snapshot!.Imported, log.Snapshot.Unknown));
        AssertQuiet(rig, log);
    }

    [Fact]
    public async Task Held_PredecessorUnknown_IsJournaledAsNotSent()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new CloseAfterEffectFault());
        object?[][] rows = [.. People(1, 600), ["P1@example.org", "One"], ["p300@example.org", "Three"], ["p1@EXAMPLE.org", "Two"], ["P2@example.org", "Zwei"]];

        ImportLog log = await rig.ImportAsync(ImportRig.Rows(s_columns, rows), new ImportSettings { ThrottleLimit = 1, OnUnknown = UnknownPolicy.Hold });

        Assert.Null(log.Failure);
        Assert.Equal("Name 1", rig.Server.Account.FindContact("p1@example.org")!.FirstName);
        Assert.Equal("Three", rig.Server.Account.FindContact("p300@example.org")!.FirstName);
        Assert.Equal((351L, 250L, 3L), (log.Snapshot!.Imported, log.Snapshot.Unknown, log.Snapshot.NotSent));
        BatchReport[] held = log.Batches.Where(batch => batch.Outcome == BatchOutcome.NotSent).ToArray();
        Assert.Equal([2, 1], held.Select(batch => batch.Rows));
        Assert.Equal((601L, 604L, 603L), (held[0].FirstRow, held[0].LastRow, held[1].FirstRow));
        Assert.All(held, batch => Assert.Contains("Resume-ACActivity", batch.Message, StringComparison.Ordinal));
        Assert.All(held, batch => Assert.Equal(BatchOutcome.NotSent, log.Snapshot.Batches.Single(known => known.Number == batch.Number).Outcome));
        AssertQuiet(rig, log);
    }

    [Fact]
    public async Task Held_PredecessorStuck_IsGivenUpAfterAWhile()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchStuckWaitingFault());
        DateTimeOffset start = rig.Clock.GetUtcNow();

        ImportLog log = await rig.ImportAsync(
            ImportRig.Rows(s_columns, [.. People(1, 600), ["P1@example.org", "One"]]), new ImportSettings { ThrottleLimit = 1 }, wait: false);

        Assert.Null(log.Failure);
        Assert.InRange(rig.Clock.GetUtcNow() - start, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(40));
        Assert.Equal(1, log.Snapshot!.NotSent);
    }

    [Fact]
    public async Task Held_PredecessorLostInASingleCall_HoldsItsOwnAddressOnly()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.ContactSync, FaultTrigger.Once(), new CloseAfterEffectFault());
        object?[][] rows = [["a@example.org", "1", null], ["b@example.org", "1", null], ["a@example.org", "2", "Newsletter"], ["b@example.org", "2", "Newsletter"]];

        ImportLog log = await rig.ImportAsync(ImportRig.Rows(["email", "first name", "lists"], rows));

        Assert.Equal("1", rig.Server.Account.FindContact("a@example.org")!.FirstName);
        Assert.Equal("2", rig.Server.Account.FindContact("b@example.org")!.FirstName);
        Assert.Equal((2L, 1L, 1L), (log.Snapshot!.Imported, log.Snapshot.Unknown, log.Snapshot.NotSent));
    }

    [Fact]
    public async Task Stop_WhileHeld_LeavesTheRowsNotSent()
    {
        using ImportRig rig = new();
        rig.Server.Faults.Add(RouteKind.BulkImport, FaultTrigger.Once(), new BatchStuckWaitingFault());
        string? folder = null;

        await rig.RunAsync(() =>
        {
            using ImportRun run = ImportRun.PrepareAsync(rig.Service, rig.Store, new ImportSettings { ThrottleLimit = 1 }, default).GetAwaiter().GetResult();
            folder = run.Folder;
            run.Start();
            SourceRow[] rows = ImportRig.Rows(s_columns, [.. People(1, 300), ["P1@example.org", "One"]]).ToArray();
            Assert.True(run.TryAdd(rows[..300]) && run.TryAdd(rows[300..]));
            run.CompleteInput();
            while (rig.Server.RequestCount(RouteKind.ImportInfo) == 0 && !run.IsDone)
                run.Wait(TimeSpan.FromMilliseconds(5), default);
            run.RequestStop();
            while (!run.IsDone)
            {
                run.TryTake(out _);
                run.Wait(TimeSpan.FromMilliseconds(5), default);
            }
        });

        ActivitySnapshot snapshot = JournalReader.Read(folder!);
        Assert.Equal(ActivityState.Stopped, snapshot.State);
        Assert.Equal((301L, 250L, 51L), (snapshot.RowsRead, snapshot.Pending, snapshot.NotSent));
    }

    [Fact]
    public async Task KeepFirst_SupersedesLaterRows_ButABadRowShadowsNone()
    {
        using ImportRig rig = new();
        object?[][] rows = [.. People(1, 600), ["P1@example.org", "One"], ["new@example.org", "\uFFFD"], ["new@example.org", "Good"], ["NEW@example.org", "Late"]];

        ImportLog log = await rig.ImportAsync(ImportRig.Rows(s_columns, rows), new ImportSettings { OnDuplicate = DuplicateMode.KeepFirst });

        Assert.Equal("Name 1", rig.Server.Account.FindContact("p1@example.org")!.FirstName);
        Assert.Equal("Good", rig.Server.Account.FindContact("new@example.org")!.FirstName);
        Assert.Equal((604L, 601L, 1L, 2L), (log.Snapshot!.RowsRead, log.Snapshot.Imported, log.Snapshot.Refused, log.Snapshot.Superseded));
        Assert.Equal(2, log.Counts.Superseded);
        Assert.Contains("\"t\":\"superseded\",\"rows\":\"601,604\"", File.ReadAllText(Path.Combine(log.Folder!, "journal.jsonl")), StringComparison.Ordinal);
        AssertQuiet(rig, log);
    }

    [Fact]
    public async Task Refuse_RefusesLaterRows()
    {
        using ImportRig rig = new();

        ImportLog log = await rig.ImportAsync(
            ImportRig.Rows(s_columns, [.. People(1, 20), ["P1@example.org", "One"], ["p2@example.org", "Two"]]), new ImportSettings { OnDuplicate = DuplicateMode.Refuse });

        Assert.Equal([21L, 22], log.Refused.Select(row => row.Number));
        Assert.All(log.Refused, row => Assert.Equal(RowReason.AddressRepeated, row.Problem.Reason));
        Assert.Equal((20L, 2L), (log.Snapshot!.Imported, log.Snapshot.Refused));
        AssertQuiet(rig, log);
    }

    [Fact]
    public async Task KeepLast_SupersedesEarlierRows_AndTheLastGoodOneWins()
    {
        using ImportRig rig = new();
        using TempFolder folder = new();
        string path = Path.Combine(folder.Path, "people.csv");
        IEnumerable<string> people = Enumerable.Range(1, 300).Select(i => $"p{i}@example.org,Name {i}");
        File.WriteAllLines(path, ["email,first name", .. people, "P1@example.org,One", "p2@example.org,Two", "p2@example.org,Three,too many"]);

        ImportLog log = await rig.ImportAsync([], new ImportSettings { OnDuplicate = DuplicateMode.KeepLast, Source = new InputFile { Path = path } });

        Assert.Equal("One", rig.Server.Account.FindContact("p1@example.org")!.FirstName);
        Assert.Equal("P1@example.org", rig.Server.Account.FindContact("p1@example.org")!.Email);
        Assert.Equal("Two", rig.Server.Account.FindContact("p2@example.org")!.FirstName);
        Assert.Equal((303L, 300L, 1L, 2L), (log.Snapshot!.RowsRead, log.Snapshot.Imported, log.Snapshot.Refused, log.Snapshot.Superseded));
        AssertQuiet(rig, log);
    }

    [Fact]
    public async Task KeepLast_WithoutAFile_IsRefusedBeforeAnything()
    {
        using ImportRig rig = new();

        BulkException failure = await Assert.ThrowsAsync<BulkException>(
            () => ImportRun.PrepareAsync(rig.Service, rig.Store, new ImportSettings { OnDuplicate = DuplicateMode.KeepLast }, default));

        Assert.Equal(BulkError.SettingsConflict, failure.Error);
        Assert.Contains("-Path", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rehearsal_WithDuplicates_WaitsForNothing()
    {
        using ImportRig rig = new();

        ImportLog log = await rig.ImportAsync(
            ImportRig.Rows(s_columns, [.. People(1, 600), ["P1@example.org", "One"], ["p600@example.org", "x"]]), new ImportSettings { IsRehearsal = true }, wait: false);

        Assert.Equal((602L, 602L, 0L), (log.Counts.Read, log.Counts.NotSent, log.Counts.Superseded));
        Assert.Equal(0, rig.Server.RequestCount(RouteKind.BulkImport));
        Assert.False(Directory.Exists(log.Folder));
    }

    private static IEnumerable<object?[]> People(int first, int count) =>
        Enumerable.Range(first, count).Select(i => new object?[] { $"p{i}@example.org", "Name " + i });

    private static IEnumerable<object?[]> Others(int count) => Enumerable.Range(1, count).Select(i => new object?[] { $"other{i}@example.org", "O", null });

    private static void AssertQuiet(ImportRig rig, ImportLog log)
    {
        Assert.Empty(rig.Server.Account.OverlappingAddresses);
        Assert.Equal(0, rig.Server.Offences.Total - rig.Server.Offences[OffenceKind.InvalidContact]);
        ActivitySnapshot snapshot = log.Snapshot!;
        Assert.Equal(snapshot.RowsRead, snapshot.Imported + snapshot.Refused + snapshot.Superseded + snapshot.Pending + snapshot.Unknown + snapshot.NotSent);
    }
}
