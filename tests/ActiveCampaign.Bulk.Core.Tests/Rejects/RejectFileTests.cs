using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Journal;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rejects;

public sealed class RejectFileTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly TempJournal _journal = new();

    private string Csv => _temp.File("rejects.csv");

    private string Refused => Path.Combine(_journal.Folder, "refused.jsonl");

    public void Dispose()
    {
        _journal.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public void Open_ActivityWithoutRejectFile_IsNull()
    {
        _journal.Create().Dispose();
        Assert.Null(RejectFile.Open(_journal.Folder));
        Assert.Null(RejectFile.Open(string.Empty));
        Assert.Null(RejectFile.Open(_temp.Path));
    }

    [Fact]
    public void CatchUp_NothingRefused_MakesNoFile()
    {
        Create().Dispose();
        CatchUp();
        Assert.Empty(Directory.GetFiles(_temp.Path));
    }

    [Fact]
    public void CatchUp_RowsOfTheJournal_AreInTheFileOnce()
    {
        using JournalWriter journal = Create();
        using RejectFile file = RejectFile.Open(_journal.Folder)!;
        for (int row = 1; row <= 500; row++)
        {
            journal.Refused(TempJournal.Refused(row));
            if (row % 50 == 0)
                file.CatchUp(toEnd: true);
        }

        file.CatchUp(toEnd: true);
        Assert.Equal(Enumerable.Range(1, 500).Select(row => (long)row), Rows());
        Assert.Null(file.Problem);
    }

    [Fact]
    public async Task CatchUp_RowRefusedInABatch_NamesItsHandle()
    {
        using (JournalWriter journal = Create())
        {
            using Core.Batching.Batch batch = _journal.Batch(3, 1, 2);
            await TempJournal.SendAsync(journal, batch);
            journal.Answered(batch, BatchOutcome.Pending, "f00d", TempJournal.Now);
            journal.Refused(TempJournal.Refused(2), 3);
            journal.Refused(TempJournal.Refused(9, RowReason.EmailInvalid));
        }

        CatchUp();
        string[] lines = File.ReadAllLines(Csv);
        Assert.EndsWith(",f00d,Review", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",,Correct", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void CatchUp_AfterAKillBetweenJournalAndFile_AddsWhatIsMissing()
    {
        using (JournalWriter journal = Create())
        {
            journal.Refused(TempJournal.Refused(1));
            journal.Refused(TempJournal.Refused(2));
        }

        CatchUp();
        using (JournalWriter journal = _journal.Reopen())
            journal.Refused(TempJournal.Refused(3));
        CatchUp();
        Assert.Equal([1, 2, 3], Rows());
    }

    [Fact]
    public void CatchUp_AfterAKillBetweenFileAndMark_AddsNothingTwice()
    {
        using (JournalWriter journal = Create())
        {
            for (int row = 1; row <= 5; row++)
                journal.Refused(TempJournal.Refused(row));
        }

        CatchUp();
        byte[] whole = File.ReadAllBytes(Csv);
        File.WriteAllBytes(Csv, whole.Take(whole.Length - 20).ToArray());
        File.Delete(Path.Combine(_journal.Folder, "rejects.mark"));
        CatchUp();
        Assert.Equal(whole, File.ReadAllBytes(Csv));
    }

    [Fact]
    public void CatchUp_TornLineInTheJournal_IsPassedOver()
    {
        using (JournalWriter journal = Create())
            journal.Refused(TempJournal.Refused(1));
        CatchUp();
        File.AppendAllText(Refused, "{\"t\":\"refused\",\"row\":2,\"line\":3,\"ba");
        CatchUp();
        using (JournalWriter journal = _journal.Reopen())
        {
            journal.Refused(TempJournal.Refused(2));
            journal.Refused(TempJournal.Refused(1));
        }

        CatchUp();
        Assert.Equal([1, 2], Rows());
    }

    [Fact]
    public void CatchUp_FileMovedAwayAndNothingNew_IsNotWrittenAgain()
    {
        using (JournalWriter journal = Create())
            journal.Refused(TempJournal.Refused(1));
        CatchUp();
        File.Move(Csv, Csv + ".done");
        CatchUp();
        Assert.False(File.Exists(Csv));
    }

    [Fact]
    public void CatchUp_WhatIsInTheFileCannotBeNoted_IsAProblemUntilItCan()
    {
        using JournalWriter journal = Create();
        using RejectFile file = RejectFile.Open(_journal.Folder)!;
        journal.Refused(TempJournal.Refused(1));
        Disk.Fails.Value = path => path.Contains("rejects.mark", StringComparison.Ordinal) ? 5 : 0;
        try
        {
            file.CatchUp(toEnd: true);
            Assert.Contains("rejects.mark", file.Problem, StringComparison.Ordinal);
        }
        finally
        {
            Disk.Fails.Value = null;
        }

        file.CatchUp(toEnd: true);
        Assert.Null(file.Problem);
        Assert.Equal([1], Rows());
        File.Delete(Csv);
        CatchUp();
        Assert.False(File.Exists(Csv));
    }

    [Fact]
    public void CatchUp_SharedByTwoCommands_WritesEachRowOnce()
    {
        using JournalWriter journal = Create();
        using RejectFile first = RejectFile.Open(_journal.Folder)!;
        using RejectFile second = RejectFile.Open(_journal.Folder)!;
        Assert.Same(first, second);
        Parallel.For(1, 25, row =>
        {
            journal.Refused(TempJournal.Refused(row));
            (row % 2 == 0 ? first : second).CatchUp(toEnd: true);
        });
        Assert.Equal(Enumerable.Range(1, 24).Select(row => (long)row), Rows().Order());
    }

    [Fact]
    public void CatchUp_FileThatCannotBeWritten_IsAProblemUntilItCan()
    {
        using JournalWriter journal = Create();
        using RejectFile file = RejectFile.Open(_journal.Folder)!;
        File.WriteAllText(Csv, "mine");
        journal.Refused(TempJournal.Refused(1));
        file.CatchUp(toEnd: true);
        Assert.Contains("no reject file", file.Problem, StringComparison.Ordinal);
        File.Delete(Csv);
        file.CatchUp(toEnd: true);
        Assert.Null(file.Problem);
        Assert.Equal([1], Rows());
    }

    [Fact]
    public void CatchUp_FileToReplace_StaysUntilTheInputWasRead()
    {
        File.WriteAllText(Csv, "mine");
        using JournalWriter journal = Create(replace: true);
        using RejectFile file = RejectFile.Open(_journal.Folder)!;
        journal.Refused(TempJournal.Refused(1));
        file.CatchUp(toEnd: true);
        Assert.Equal("mine", File.ReadAllText(Csv));
        Assert.Contains("not read to its end", file.Problem, StringComparison.Ordinal);
        journal.Note(new InputCompleted(TempJournal.Now));
        file.CatchUp(toEnd: true);
        Assert.Null(file.Problem);
        Assert.Equal([1], Rows());
        journal.Refused(TempJournal.Refused(2));
        file.CatchUp(toEnd: true);
        Assert.Equal([1, 2], Rows());
        Assert.Single(Directory.GetFiles(_temp.Path));
    }

    [Theory]
    [InlineData("email,AC_Row,AC_Line,AC_Code,AC_Reason,AC_ActivityId,AC_BatchId,AC_Action", false)]
    [InlineData("email,phone", true)]
    public void CatchUp_FileToReplaceAndNothingRefused_StaysUnlessItIsOurs(string header, bool stays)
    {
        string second = _temp.File("rejects.2.csv");
        File.WriteAllText(Csv, header);
        File.WriteAllText(second, header);
        using (JournalWriter journal = Create(replace: true))
            journal.Note(new InputCompleted(TempJournal.Now));
        CatchUp();
        Assert.Equal((stays, stays), (File.Exists(Csv), File.Exists(second)));
    }

    [Fact]
    public void CatchUp_RowsOfSeveralShapesBesideAForeignFile_LeavesThatFile()
    {
        string foreign = _temp.File("rejects.2.csv");
        File.WriteAllText(foreign, "email,phone");
        File.WriteAllText(Csv, "mine");
        using (JournalWriter journal = Create(replace: true))
        {
            journal.Refused(TempJournal.Refused(1));
            journal.Refused(TempJournal.Refused(2) with { Shape = new Core.Rows.RowShape(["other"]), Cells = ["x"] });
            journal.Note(new InputCompleted(TempJournal.Now));
        }

        CatchUp();
        Assert.Equal("email,phone", File.ReadAllText(foreign));
        Assert.Equal([1], Rows());
        Assert.StartsWith("other,", File.ReadAllText(_temp.File("rejects.3.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RowNotedTwice_GivesTheLater()
    {
        using (JournalWriter journal = Create())
        {
            journal.Refused(TempJournal.Refused(1), 4);
            journal.Refused(TempJournal.Refused(2));
            journal.Refused(TempJournal.Refused(1, RowReason.RefusedByService), 4);
        }

        Assert.Equal([(2, RowReason.FailedAtService, 0), (1, RowReason.RefusedByService, 4)], RefusedRows.Read(_journal.Folder).Select(refusal => ((int)refusal.Row.Number, refusal.Row.Problem.Reason, refusal.Batch)));
    }

    [Fact]
    public void Read_ContactDataThatHasExpired_IsARowWithoutCells()
    {
        Create().Dispose();
        File.WriteAllText(Refused, "{\"t\":\"refused\",\"row\":5,\"line\":6,\"batch\":2,\"reason\":\"EmailInvalid\",\"text\":\"Why.\"}\n");
        JournaledRefusal refusal = RefusedRows.Read(_journal.Folder).Single();
        Assert.False(refusal.HasCells);
        Assert.Equal((5, 6, 2, RowReason.EmailInvalid), (refusal.Row.Number, refusal.Row.Line, refusal.Batch, refusal.Row.Problem.Reason));
    }

    [Fact]
    public void Read_ReasonOfALaterVersion_IsOneWithoutAReason()
    {
        Create().Dispose();
        File.WriteAllText(Refused, "{\"t\":\"refused\",\"row\":5,\"line\":6,\"batch\":2,\"reason\":\"Nova\",\"text\":\"Why.\"}\n");
        Assert.Equal(RowReason.FailedAtService, RefusedRows.Read(_journal.Folder).Single().Row.Problem.Reason);
    }

    private JournalWriter Create(bool replace = false) => _journal.Store.Create(TempJournal.Header with
    {
        Settings = new Dictionary<string, string?> { ["rejectPath"] = Csv, ["rejectSafe"] = "False", ["rejectReplace"] = replace ? "True" : null },
    });

    private void CatchUp()
    {
        using RejectFile file = RejectFile.Open(_journal.Folder)!;
        file.CatchUp(toEnd: true);
    }

    private IEnumerable<long> Rows() => File.ReadAllLines(Csv).Skip(1).Select(line => long.Parse(line.Split(',')[2], System.Globalization.CultureInfo.InvariantCulture)).ToList();
}
