using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Batching;
using ActiveCampaign.Bulk.Service.Export;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Journal;

public sealed class JournalTests : IDisposable
{
    private readonly TempJournal _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Create_Header_ComesBackWhole()
    {
        _temp.Create().Dispose();
        ActivitySnapshot read = _temp.Read();
        Assert.Equal(TempJournal.Header with { Settings = read.Header.Settings, Origin = read.Header.Origin }, read.Header);
        Assert.Equal(Environment.UserName, read.Header.Origin!.User);
        Assert.Equal(TempJournal.Header.Settings, read.Header.Settings);
        Assert.Equal(_temp.Folder, read.Folder);
        Assert.Empty(read.Batches);
        Assert.Equal([_temp.Folder], _temp.Store.Folders());
        Assert.Equal([_temp.Folder], _temp.Store.Folders(Wire.Host));
        Assert.Empty(_temp.Store.Folders("other.example.com"));
    }

    [Theory]
    [InlineData("list", "[\"x\"]")]
    [InlineData("list", "5")]
    [InlineData("unsubscribeList", "{}")]
    [InlineData("tag", "[1]")]
    [InlineData("clearColumn", "phone")]
    [InlineData("columnMap", "[]")]
    [InlineData("columnMap", "{\"a\":{}}")]
    [InlineData("excludePath", "{}")]
    [InlineData("dependsOn", "[[]]")]
    public void Read_Version1WhoseSettingHasAnotherType_IsUnreadable(string setting, string text)
    {
        WriteVersion1(ActivityKinds.Import, new() { [setting] = text });
        BulkException e = Assert.Throws<BulkException>(() => _temp.Read());
        Assert.Equal(BulkError.JournalUnreadable, e.Error);
        Assert.Contains("line 1 of journal.jsonl", e.Message, StringComparison.Ordinal);
        Assert.Null(JournalReader.TryReadHeader(_temp.Folder));
    }

    [Fact]
    public void Read_Version1OfEachKind_IsReadAsItWasWritten()
    {
        Dictionary<string, string?> settings = new()
        {
            ["list"] = "[1]", ["tag"] = "[\"vip\"]", ["clearColumn"] = "[]", ["columnMap"] = "{\"a\":null}", ["dateFormat"] = null, ["valueSeparator"] = "5",
        };
        WriteVersion1(ActivityKinds.Import, settings);
        Assert.Equal(settings, _temp.Read().Header.Settings);
        WriteVersion1(ActivityKinds.Delete, new() { ["action"] = "delete", ["tag"] = "[]", ["tagName"] = "[]" });
        Assert.Equal("[]", _temp.Read().Header.Settings["tag"]);
        WriteVersion1(ActivityKinds.Tag, new() { ["action"] = "removetag", ["tag"] = "[3]" });
        Assert.Equal("[3]", _temp.Read().Header.Settings["tag"]);
    }

    [Theory]
    [InlineData("query", "[]")]
    [InlineData("columns", "{}")]
    [InlineData("search", "perhaps")]
    [InlineData("delimiter", "")]
    [InlineData("codePage", "utf-8")]
    [InlineData("format", "Pdf")]
    [InlineData("safe", null)]
    [InlineData("query", null)]
    public void ReadExport_WhoseSettingHasAnotherType_IsUnreadable(string setting, string? text)
    {
        Dictionary<string, string?> settings = new()
        {
            ["path"] = "people.csv", ["query"] = "{}", ["filters"] = "{}", ["columns"] = "[]", ["format"] = "Csv", ["delimiter"] = ",", ["codePage"] = "65001",
            ["mark"] = "False", ["safe"] = "False", ["overwrite"] = "False", ["search"] = "False", ["ids"] = "False",
        };
        Assert.Equal("people.csv", ExportHeader.Read(_temp.Folder, TempJournal.Header with { Settings = settings }).Path);
        settings[setting] = text;
        Assert.Equal(BulkError.JournalUnreadable, Assert.Throws<BulkException>(() => ExportHeader.Read(_temp.Folder, TempJournal.Header with { Settings = settings })).Error);
    }

    [Fact]
    public async Task Read_WholeLife_AddsUpToTheRowsRead()
    {
        using (JournalWriter journal = _temp.Create())
        {
            journal.Refused(TempJournal.Refused(4, RowReason.EmailInvalid));
            journal.Answered(await _temp.SendAsync(journal, 1, 1, 2, 3), BatchOutcome.Pending, "id-1", TempJournal.Now.AddSeconds(10));
            journal.Answered(await _temp.SendAsync(journal, 2, 5, 6), BatchOutcome.Pending, "id-2", TempJournal.Now.AddSeconds(20));
            journal.Answered(await _temp.SendAsync(journal, 3, 7, 8), BatchOutcome.Unknown, null, TempJournal.Now);
            await _temp.SendAsync(journal, 4, 9);
            Batch refused = await _temp.SendAsync(journal, 5, 10, 11);
            journal.Refused(TempJournal.Refused(10, RowReason.BatchRefused), 5);
            journal.Refused(TempJournal.Refused(11, RowReason.BatchRefused), 5);
            journal.Answered(refused, BatchOutcome.Refused, null, TempJournal.Now);
            journal.Refused(TempJournal.Refused(2), 1);
            journal.Settled(TempJournal.Completed(1, 3, refused: 1, created: 1), null, TempJournal.Now);
            journal.Ended(new ActivityEnd(ActivityState.Stopped, 15, false, "TokenRefused"), TempJournal.Now.AddMinutes(1));
        }

        ActivitySnapshot read = _temp.Read();
        Assert.Equal(ActivityState.Stopped, read.State);
        Assert.Equal("TokenRefused", read.Error);
        Assert.Equal(TempJournal.Now.AddMinutes(1), read.EndedAt);
        Assert.Equal((15, 2, 1, 4, 2, 3, 4), (read.RowsRead, read.Imported, read.Created, read.Refused, read.Pending, read.Unknown, read.NotSent));
        Assert.Equal(read.RowsRead, read.Imported + read.Refused + read.Pending + read.Unknown + read.NotSent);
        Assert.Equal(
            [
                new BatchRecord(1, 3, BatchOutcome.Completed, "id-1", TempJournal.Now.AddSeconds(10)) { FirstRow = 1, LastRow = 3, Placed = 3, Imported = 2, Created = 1, Refused = 1 },
                new BatchRecord(2, 2, BatchOutcome.Pending, "id-2", TempJournal.Now.AddSeconds(20)) { FirstRow = 5, LastRow = 6, Placed = 2 },
                new BatchRecord(3, 2, BatchOutcome.Unknown, null, TempJournal.Now) { FirstRow = 7, LastRow = 8, Placed = 2, Unknown = 2 },
                new BatchRecord(4, 1, BatchOutcome.Unknown, null, TempJournal.Now.AddSeconds(4)) { FirstRow = 9, LastRow = 9, Placed = 1, Unknown = 1 },
                new BatchRecord(5, 2, BatchOutcome.Refused, null, TempJournal.Now) { FirstRow = 10, LastRow = 11, Placed = 2, Refused = 2 },
            ],
            read.Batches);
    }

    [Theory]
    [InlineData(ActivityState.Sent, true, ActivityState.Completed)]
    [InlineData(ActivityState.Sent, false, ActivityState.Sent)]
    [InlineData(ActivityState.Failed, true, ActivityState.Failed)]
    public async Task Read_Ended_IsCompletedWhenNothingIsOpen(ActivityState ended, bool settled, ActivityState state)
    {
        using (JournalWriter journal = _temp.Create())
        {
            journal.Answered(await _temp.SendAsync(journal, 1, 1, 2), BatchOutcome.Pending, "id-1", TempJournal.Now);
            if (settled)
                journal.Settled(TempJournal.Completed(1, 2), null, TempJournal.Now);
            journal.Ended(new ActivityEnd(ended, 2, true), TempJournal.Now);
        }

        Assert.Equal(state, _temp.Read().State);
    }

    [Fact]
    public async Task Read_BatchBrokenAtService_IsUnknownOnce()
    {
        using (JournalWriter journal = _temp.Create())
        {
            journal.Answered(await _temp.SendAsync(journal, 1, 1, 2, 3), BatchOutcome.Pending, "id-1", TempJournal.Now);
            journal.Settled(new BatchSettlement(1, BatchOutcome.Failed, 3, 0, 0, 0, 3), null, TempJournal.Now);
            journal.Ended(new ActivityEnd(ActivityState.Sent, 3, true), TempJournal.Now);
        }

        ActivitySnapshot read = _temp.Read();
        Assert.Equal((3, 3, 0, 0), (read.RowsRead, read.Unknown, read.Pending, read.NotSent));
        Assert.Equal(ActivityState.Sent, read.State);
        Assert.Single(_temp.Segments());
    }

    [Fact]
    public async Task Read_WhileOpen_IsRunning()
    {
        using JournalWriter journal = _temp.Create();
        await _temp.SendAsync(journal, 1, 1, 2);
        ActivitySnapshot read = _temp.Read();
        Assert.Equal(ActivityState.Running, read.State);
        Assert.Null(read.EndedAt);
        Assert.Equal((2, 2), (read.RowsRead, read.Unknown));
        Assert.True(JournalStore.IsOpen(_temp.Folder));
    }

    [Fact]
    public async Task Sent_Batch_IsReadBackAsItWas()
    {
        using JournalWriter journal = _temp.Create();
        using Batch batch = await _temp.SendAsync(journal, 7, 1, 2, 3, 5);
        await _temp.SendAsync(journal, 8, 6, 7);
        JournaledBatch read = journal.ReadBatch(7)!;
        Assert.Equal(7, read.Number);
        Assert.Equal(["email", "phone"], read.Columns);
        Assert.Equal([1L, 2, 3, 5], read.RowNumbers);
        Assert.Equal([2L, 3, 4, 6], read.Lines);
        Assert.Equal(batch.Rows.Select(row => row.Digest), read.Digests);
        Assert.Equal(["row5@example.com", "+5"], read.Cells[3]);
        Assert.Equal([6L, 7], journal.ReadBatch(8)!.RowNumbers);
        Assert.Null(journal.ReadBatch(9));
    }

    [Fact]
    public async Task Sent_Line_HoldsRouteAndContacts()
    {
        using JournalWriter journal = _temp.Create();
        await _temp.SendAsync(journal, 1, 1, 2);
        using JsonDocument line = JsonDocument.Parse(File.ReadAllText(Path.Combine(_temp.Folder, Assert.Single(_temp.Segments()))));
        Assert.Equal("bulk", line.RootElement.GetProperty("route").GetString());
        Assert.Equal(
            """[{"email":"row1@example.com","phone":"+1"},{"email":"row2@example.com","phone":"+2"}]""",
            line.RootElement.GetProperty("contacts").GetRawText());
    }

    [Fact]
    public async Task Main_AfterAWholeLife_HoldsNoContactData()
    {
        using (JournalWriter journal = _temp.Create())
        {
            journal.Answered(await _temp.SendAsync(journal, 1, 1, 2), BatchOutcome.Pending, "id-1", TempJournal.Now);
            journal.Refused(TempJournal.Refused(1), 1);
            journal.Settled(TempJournal.Completed(1, 2, refused: 1), new RowRefs("1-2", "AAAA"), TempJournal.Now);
            Assert.Contains("row2@example.com", _temp.AllText(), StringComparison.Ordinal);
            journal.Ended(new ActivityEnd(ActivityState.Sent, 2, true), TempJournal.Now);
        }

        Assert.DoesNotContain("@", File.ReadAllText(_temp.Main), StringComparison.Ordinal);
        Assert.Contains("row1@example.com", File.ReadAllText(Path.Combine(_temp.Folder, "refused.jsonl")), StringComparison.Ordinal);
        Assert.DoesNotContain("row2@example.com", _temp.AllText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Segments_EverythingSettled_AreDeletedAtTheEnd()
    {
        using (JournalWriter journal = _temp.Create())
        {
            Batch first = await _temp.SendAsync(journal, 1, 1, 2);
            Batch second = await _temp.SendAsync(journal, 2, 3, 4);
            journal.Answered(first, BatchOutcome.Pending, "id-1", TempJournal.Now);
            journal.Answered(second, BatchOutcome.Refused, null, TempJournal.Now);
            journal.Settled(TempJournal.Completed(1, 2), null, TempJournal.Now);
            journal.Drain();
            Assert.Single(_temp.Segments());
        }

        Assert.Empty(_temp.Segments());
    }

    [Theory]
    [InlineData(BatchOutcome.Pending)]
    [InlineData(BatchOutcome.Unknown)]
    [InlineData(BatchOutcome.Replaced)]
    [InlineData(BatchOutcome.NotSent)]
    public async Task Segments_SomethingOpen_AreKept(BatchOutcome outcome)
    {
        using (JournalWriter journal = _temp.Create())
        {
            journal.Answered(await _temp.SendAsync(journal, 1, 1, 2), BatchOutcome.Pending, "id-1", TempJournal.Now);
            journal.Answered(await _temp.SendAsync(journal, 2, 3), outcome, null, TempJournal.Now);
            journal.Settled(TempJournal.Completed(1, 2), null, TempJournal.Now);
        }

        Assert.Single(_temp.Segments());
    }

    [Fact]
    public async Task Segments_RowsGoOnInAnotherBatch_AreKeptUntilTheLastIsJournaledThere()
    {
        using (JournalWriter journal = _temp.Create())
        {
            Batch whole = await _temp.SendAsync(journal, 1, 1, 2, 3);
            journal.Answered(whole, BatchOutcome.Replaced, null, TempJournal.Now);
            journal.Leaving(1, [1, 2, 3]);
            journal.Answered(await _temp.SendAsync(journal, 2, 1, 2), BatchOutcome.Refused, null, TempJournal.Now);
            Assert.NotNull(journal.ReadBatch(1));
            journal.Answered(await _temp.SendAsync(journal, 3, 3), BatchOutcome.Refused, null, TempJournal.Now);
            Assert.Null(journal.ReadBatch(1));
        }

        Assert.Empty(_temp.Segments());
    }

    [Fact]
    public async Task Read_RowsWentOnInAnotherBatch_CountsEachOnceAndWhatWasSentTwice()
    {
        using (JournalWriter journal = _temp.Create())
        {
            journal.Answered(await _temp.SendAsync(journal, 1, 1, 2, 3), BatchOutcome.Unknown, null, TempJournal.Now);
            journal.Answered(await _temp.SendAsync(journal, 2, 4, 5), BatchOutcome.Replaced, null, TempJournal.Now);
            journal.Answered(await _temp.SendAsync(journal, 3, 1, 2), BatchOutcome.Pending, "id-3", TempJournal.Now);
            journal.Answered(await _temp.SendAsync(journal, 4, 5), BatchOutcome.Pending, "id-4", TempJournal.Now);
            journal.Ended(new ActivityEnd(ActivityState.Stopped, 5, true), TempJournal.Now);
        }

        ActivitySnapshot read = _temp.Read();
        Assert.Equal((5, 3, 1, 1, 2), (read.RowsRead, read.Pending, read.Unknown, read.NotSent, read.Resent));
    }

    [Fact]
    public async Task Segments_SettledInTwoSittings_AreDeleted()
    {
        using (JournalWriter journal = _temp.Create())
        {
            journal.Answered(await _temp.SendAsync(journal, 1, 1, 2), BatchOutcome.Pending, "id-1", TempJournal.Now);
            journal.Answered(await _temp.SendAsync(journal, 2, 3, 4), BatchOutcome.Refused, null, TempJournal.Now);
            journal.Answered(await _temp.SendAsync(journal, 3, 5, 6), BatchOutcome.Pending, "id-3", TempJournal.Now);
            journal.Settled(TempJournal.Completed(1, 2), null, TempJournal.Now);
        }

        using (JournalWriter again = _temp.Reopen())
        {
            Assert.Equal([5L, 6], again.ReadBatch(3)!.RowNumbers);
            again.Settled(TempJournal.Completed(3, 2), null, TempJournal.Now);
        }

        Assert.Empty(_temp.Segments());
    }

    [Fact]
    public async Task Segments_OfOneFullFile_GoAsSoonAsTheyAreSettled()
    {
        using JournalWriter journal = _temp.Create();
        Batch batch = _temp.Batch(1, [.. Enumerable.Range(1, 250).Select(number => (long)number)]);
        int number = 0;
        while (_temp.Segments().Count < 2)
        {
            batch.Number = ++number;
            await TempJournal.SendAsync(journal, batch);
        }

        for (int settled = 1; settled < number; settled++)
            journal.Settled(TempJournal.Completed(settled, 250), null, TempJournal.Now);
        journal.Drain();
        Assert.Equal(["batches-0002.jsonl"], _temp.Segments());
        Assert.Equal(250, journal.ReadBatch(number)!.RowNumbers.Count);
        Assert.Null(journal.ReadBatch(1));
    }

    [Fact]
    public async Task Reopened_Journal_GoesOnInANewSegment()
    {
        using (JournalWriter journal = _temp.Create())
            await _temp.SendAsync(journal, 1, 1, 2);
        using (JournalWriter again = _temp.Reopen())
        {
            await _temp.SendAsync(again, 2, 3, 4);
            Assert.Equal([1L, 2], again.ReadBatch(1)!.RowNumbers);
            Assert.Equal([3L, 4], again.ReadBatch(2)!.RowNumbers);
        }

        Assert.Equal(["batches-0001.jsonl", "batches-0002.jsonl"], _temp.Segments());
        Assert.Equal(4, _temp.Read().Unknown);
    }

    [Fact]
    public void FindSettled_AfterReopening_IsKnown()
    {
        BatchSettlement settlement = new(3, BatchOutcome.Completed, 10, 7, 4, 2, 1) { At = TempJournal.Now };
        using (JournalWriter journal = _temp.Create())
        {
            Assert.Null(journal.FindSettled(3));
            journal.Settled(settlement, null, TempJournal.Now);
            Assert.Equal(settlement, journal.FindSettled(3));
        }

        using JournalWriter again = _temp.Reopen();
        Assert.Equal(settlement, again.FindSettled(3));
        Assert.Null(again.FindSettled(1));
    }

    [Theory]
    [InlineData("Hörnchen 😀 \"q\"\n\\")]
    [InlineData("Привет")]
    public void Refused_Cells_ComeBackAsTheyWere(string cell)
    {
        using (JournalWriter journal = _temp.Create())
            journal.Refused(TempJournal.Refused(1) with { Cells = [cell, 1.5] });
        using JsonDocument line = JsonDocument.Parse(File.ReadAllText(Path.Combine(_temp.Folder, "refused.jsonl")));
        Assert.Equal([cell, "1.5"], line.RootElement.GetProperty("cells").EnumerateArray().Select(text => text.GetString()));
        Assert.Equal("FailedAtService", line.RootElement.GetProperty("reason").GetString());
    }

    [Fact]
    public void Refused_DamagedCell_IsNotedAllTheSame()
    {
        using (JournalWriter journal = _temp.Create())
            journal.Refused(TempJournal.Refused(1, RowReason.EncodingDamaged) with { Cells = [new string(['x', '\uD800']), null] });
        Assert.Equal(1, _temp.Read().Refused);
    }

    [Fact]
    public async Task Read_KilledBetweenRefusalsAndTheirBatch_CountsNoRowTwice()
    {
        using (JournalWriter journal = _temp.Create())
        {
            journal.Answered(await _temp.SendAsync(journal, 1, 1, 2, 3), BatchOutcome.Pending, "id-1", TempJournal.Now);
            journal.Refused(TempJournal.Refused(2), 1);
        }

        ActivitySnapshot killed = _temp.Read();
        Assert.Equal((3, 3, 0), (killed.RowsRead, killed.Pending, killed.Refused));
        using (JournalWriter again = _temp.Reopen())
        {
            again.Refused(TempJournal.Refused(2), 1);
            again.Settled(TempJournal.Completed(1, 3, refused: 1), null, TempJournal.Now);
        }

        ActivitySnapshot settled = _temp.Read();
        Assert.Equal((3, 2, 1, 0), (settled.RowsRead, settled.Imported, settled.Refused, settled.NotSent));
    }

    [Fact]
    public async Task Read_KilledAnywhere_IsReadableAndAddsUp()
    {
        using (JournalWriter journal = _temp.Create())
        {
            journal.Answered(await _temp.SendAsync(journal, 1, 1, 2), BatchOutcome.Pending, "id-1", TempJournal.Now);
            journal.Answered(await _temp.SendAsync(journal, 2, 3, 4), BatchOutcome.Pending, "id-2", TempJournal.Now);
            journal.Settled(TempJournal.Completed(1, 2), null, TempJournal.Now);
            journal.Ended(new ActivityEnd(ActivityState.Sent, 4, true), TempJournal.Now);
        }

        byte[] whole = File.ReadAllBytes(_temp.Main);
        int header = Array.IndexOf(whole, (byte)'\n') + 1;
        HashSet<(long, long, long)> states = [];
        for (int length = whole.Length; length >= header; length--)
        {
            File.WriteAllBytes(_temp.Main, whole.AsSpan(0, length).ToArray());
            ActivitySnapshot read = _temp.Read();
            Assert.Equal(4, read.RowsRead);
            Assert.Equal(4, read.Imported + read.Refused + read.Pending + read.Unknown + read.NotSent);
            states.Add((read.Imported, read.Pending, read.Unknown));
        }

        // From the end: all known; the last settled line lost; the second answer lost; both lost.
        Assert.Equal([(2, 2, 0), (0, 4, 0), (0, 2, 2), (0, 0, 4)], states);
    }

    [Fact]
    public async Task Read_SegmentCutAnywhere_LosesOnlyItsLastBatch()
    {
        using (JournalWriter journal = _temp.Create())
        {
            await _temp.SendAsync(journal, 1, 1, 2);
            await _temp.SendAsync(journal, 2, 3, 4);
        }

        string path = Path.Combine(_temp.Folder, _temp.Segments()[0]);
        byte[] whole = File.ReadAllBytes(path);
        for (int length = whole.Length - 1; length > Array.IndexOf(whole, (byte)'\n'); length -= 7)
        {
            File.WriteAllBytes(path, whole.AsSpan(0, length).ToArray());
            Assert.Equal([1], _temp.Read().Batches.Select(batch => batch.Number));
        }

        using JournalWriter again = _temp.Reopen();
        Assert.Equal([1L, 2], again.ReadBatch(1)!.RowNumbers);
        Assert.Null(again.ReadBatch(2));
    }

    [Fact]
    public async Task Reopened_TornLastLine_DoesNotSpoilTheNext()
    {
        using (JournalWriter journal = _temp.Create())
            journal.Answered(await _temp.SendAsync(journal, 1, 1, 2), BatchOutcome.Pending, "id-1", TempJournal.Now);
        byte[] whole = File.ReadAllBytes(_temp.Main);
        File.WriteAllBytes(_temp.Main, whole.AsSpan(0, whole.Length - 10).ToArray());
        Assert.Equal(2, _temp.Read().Unknown);
        using (JournalWriter again = _temp.Reopen())
            again.Settled(TempJournal.Completed(1, 2), new RowRefs("1-2", string.Empty), TempJournal.Now);
        Assert.Equal((2, 0), (_temp.Read().Imported, _temp.Read().Unknown));
    }

    [Fact]
    public async Task SentAgainAfterAKill_CountsAsResentWhenItsContactDataIsGone()
    {
        using (JournalWriter journal = _temp.Create())
            await _temp.SendAsync(journal, 1, 1, 2, 3);

        using (JournalWriter again = _temp.Reopen())
        {
            again.Lost(again.ReadBatch(1)!, TempJournal.Now);
            again.Leaving(1, [1, 2, 3]);
            again.Answered(await _temp.SendAsync(again, 2, 1, 2, 3), BatchOutcome.Pending, "id-2", TempJournal.Now);
            again.Settled(TempJournal.Completed(2, 3), new RowRefs("1-3", string.Empty), TempJournal.Now);
        }

        Assert.Empty(_temp.Segments());
        Assert.Equal((3, 3), (_temp.Read().Imported, _temp.Read().Resent));
    }

    [Fact]
    public void Read_TornHeader_IsJournalUnreadable()
    {
        _temp.Create().Dispose();
        byte[] whole = File.ReadAllBytes(_temp.Main);
        File.WriteAllBytes(_temp.Main, whole.AsSpan(0, whole.Length / 2).ToArray());
        BulkException e = Assert.Throws<BulkException>(() => _temp.Read());
        Assert.Equal(BulkError.JournalUnreadable, e.Error);
        Assert.Equal(_temp.Folder, e.Target);
    }

    [Fact]
    public void Read_NoFile_IsJournalUnreadable()
    {
        _temp.Create().Dispose();
        File.Delete(_temp.Main);
        Assert.Equal(BulkError.JournalUnreadable, Assert.Throws<BulkException>(() => _temp.Read()).Error);
    }

    [Fact]
    public async Task TryOpen_SameProcess_SharesTheWriter()
    {
        JournalWriter journal = _temp.Create();
        await _temp.SendAsync(journal, 1, 1, 2);
        JournalWriter shared = _temp.Reopen();
        Assert.Same(journal, shared);
        journal.Dispose();
        Assert.True(JournalStore.IsOpen(_temp.Folder));
        shared.Settled(TempJournal.Completed(1, 2), new RowRefs("1-2", string.Empty), TempJournal.Now);
        shared.Dispose();
        Assert.False(JournalStore.IsOpen(_temp.Folder));
        Assert.Equal(2, _temp.Read().Imported);
    }

    [Fact]
    public void TryOpen_HeldByAnotherProcess_IsNull()
    {
        _temp.Create().Dispose();
        using (new FileStream(Path.Combine(_temp.Folder, "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Null(JournalStore.TryOpen(_temp.Folder));
            Assert.True(JournalStore.IsOpen(_temp.Folder));
            Assert.Equal(ActivityState.Running, _temp.Read().State);
        }

        Assert.False(JournalStore.IsOpen(_temp.Folder));
        using JournalWriter journal = _temp.Reopen();
        Assert.Throws<IOException>(() => new FileStream(Path.Combine(_temp.Folder, "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None));
    }

    [Fact]
    public void Create_SameActivityTwice_IsJournalUnwritable()
    {
        using JournalWriter journal = _temp.Create();
        Assert.Equal(BulkError.JournalUnwritable, Assert.Throws<BulkException>(() => _temp.Create()).Error);
    }

    [Fact]
    public async Task Sent_ManyAtOnce_AreAllOnTheDisk()
    {
        using JournalWriter journal = _temp.Create();
        await Task.WhenAll(Enumerable.Range(1, 64).Select(number => Task.Run(async () =>
        {
            await _temp.SendAsync(journal, number, number * 2, (number * 2) + 1);
            Assert.Contains($"\"n\":{number},", _temp.AllText(), StringComparison.Ordinal);
        })));
        Assert.Equal(Enumerable.Range(1, 64), _temp.Read().Batches.Select(batch => batch.Number));
        foreach (int number in Enumerable.Range(1, 64))
            Assert.Equal([number * 2L, (number * 2L) + 1], journal.ReadBatch(number)!.RowNumbers);
    }

    [Fact]
    public void Create_UnwritableRoot_IsJournalUnwritable()
    {
        string file = Path.Combine(_temp.Root, "file");
        File.WriteAllText(file, "x");
        JournalStore store = new(file);
        Assert.Equal(BulkError.JournalUnwritable, Assert.Throws<BulkException>(() => store.Create(TempJournal.Header)).Error);
        Assert.Equal(BulkError.JournalUnwritable, Assert.Throws<BulkException>(() => store.KeyOf(Wire.Host)).Error);
        Assert.Empty(store.Folders());
    }

    [Fact]
    public async Task Sent_FolderGone_IsJournalUnwritable()
    {
        JournalWriter journal = _temp.Create();
        Directory.Delete(_temp.Folder, recursive: true);
        using Batch batch = _temp.Batch(1, 1, 2);
        BulkException e = await Assert.ThrowsAsync<BulkException>(() => TempJournal.SendAsync(journal, batch));
        Assert.Equal(BulkError.JournalUnwritable, e.Error);
        Assert.Contains(_temp.Folder, e.Message, StringComparison.Ordinal);
        Assert.Equal(BulkError.JournalUnwritable, (await Assert.ThrowsAsync<BulkException>(() => TempJournal.SendAsync(journal, batch))).Error);
        Assert.Equal(BulkError.JournalUnwritable, Assert.Throws<BulkException>(journal.Dispose).Error);
        Assert.False(JournalStore.IsOpen(_temp.Folder));
    }

    [Fact]
    public async Task Sent_AfterTheEnd_IsAnError()
    {
        JournalWriter journal = _temp.Create();
        journal.Dispose();
        using Batch batch = _temp.Batch(1, 1);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => TempJournal.SendAsync(journal, batch));
    }

    [Fact]
    public async Task KeyOf_ManyAtOnce_IsOneKey()
    {
        byte[][] keys = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => new JournalStore(_temp.Root).KeyOf(Wire.Host))));
        Assert.Equal(32, keys[0].Length);
        Assert.All(keys, key => Assert.Equal(keys[0], key));
        Assert.Equal(
            ["key", "key.lock"],
            Directory.EnumerateFiles(Path.Combine(_temp.Root, Wire.Host)).Select(path => Path.GetFileName(path)!).OrderBy(name => name, StringComparer.Ordinal));
    }

    [Fact]
    public async Task KeyOf_AnotherProcessMakesIt_WaitsAndTakesItsKey()
    {
        string folder = Path.Combine(_temp.Root, Wire.Host);
        Directory.CreateDirectory(folder);
        Task<byte[]> waiting;
        using (new FileStream(Path.Combine(folder, "key.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            waiting = Task.Run(() => _temp.Store.KeyOf(Wire.Host));
            File.WriteAllBytes(Path.Combine(folder, "key.new"), Contacts.Key);
            File.Move(Path.Combine(folder, "key.new"), Path.Combine(folder, "key"));
        }

        Assert.Equal(Contacts.Key, await waiting);
    }

    [Fact]
    public void KeyOf_OtherHost_IsAnother()
    {
        Assert.NotEqual(_temp.Store.KeyOf("a.example.com"), _temp.Store.KeyOf("b.example.com"));
        Assert.NotEqual(_temp.Store.KeyOf("127.0.0.1:5000"), _temp.Store.KeyOf("127.0.0.1:5001"));
        Assert.Equal(_temp.Store.KeyOf("a.example.com"), new JournalStore(_temp.Root).KeyOf("a.example.com"));
    }

    [Fact]
    public void Folders_Several_AreOldestFirst()
    {
        foreach ((string host, string id) in new[] { ("b.example.com", "20260103-000000-aaaaaa"), ("a.example.com", "20260104-000000-aaaaaa"), ("b.example.com", "20260102-000000-bbbbbb") })
            _temp.Store.Create(TempJournal.Header with { Host = host, Id = id }).Dispose();
        Directory.CreateDirectory(_temp.Store.FolderOf("a.example.com", "20260101-000000-empty0"));
        Assert.Equal(
            ["20260102-000000-bbbbbb", "20260103-000000-aaaaaa", "20260104-000000-aaaaaa"],
            _temp.Store.Folders().Select(folder => Path.GetFileName(folder)!));
    }

    [Fact]
    public void NewId_AtATime_IsSortableAndUnique()
    {
        DateTimeOffset now = new(2026, 1, 5, 23, 30, 0, TimeSpan.FromHours(-5));
        string id = ActivityHeader.NewId(now);
        Assert.StartsWith("20260106-043000-", id, StringComparison.Ordinal);
        Assert.NotEqual(id, ActivityHeader.NewId(now));
    }

    private void WriteVersion1(string kind, Dictionary<string, string?> settings)
    {
        Directory.CreateDirectory(_temp.Folder);
        string noted = JsonSerializer.Serialize(settings);
        File.WriteAllText(_temp.Main, $$"""{"t":"activity","v":1,"id":"20260105-080000-abcdef","kind":"{{kind}}","name":"x","host":"{{Wire.Host}}","started":"2026-01-05T08:00:00+00:00","simulator":true,"settings":{{noted}}}""" + "\n");
    }
}
