using System;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Files;
using ActiveCampaign.Bulk.Core.Rejects;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rejects;

public sealed class RejectWriterTests : IDisposable
{
    private const string Id = "20260105-080000-abcdef";

    private static readonly RowShape s_shape = new(["email", "City"]);

    private readonly TempFolder _temp = new();

    private string File1 => _temp.File("rejects.csv");

    private string File2 => _temp.File("rejects.2.csv");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Add_FirstRow_WritesHeaderWithByteOrderMark()
    {
        Write(false, Row(7, "a@@example.com", "Graz"));
        byte[] bytes = File.ReadAllBytes(File1);
        Assert.Equal(Encoding.UTF8.Preamble.ToArray(), bytes.Take(3));
        Assert.Equal(
            "email,City,AC_Row,AC_Line,AC_Code,AC_Reason,AC_ActivityId,AC_BatchId,AC_Action\r\na@@example.com,Graz,7,8,EmailInvalid,Why.," + Id + ",b1,Correct\r\n",
            Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3));
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData("say \"hi\"")]
    [InlineData("two\nlines")]
    [InlineData("two\r\nlines")]
    [InlineData("a\rb")]
    [InlineData(" blank ")]
    [InlineData("=1+1")]
    [InlineData("'x")]
    [InlineData("日本 😀 שלום")]
    public void Add_AnyCell_ComesBackAsItWas(string cell)
    {
        foreach (bool safe in new[] { false, true })
        {
            Write(safe, Row(1, "a@@example.com", cell));
            Assert.Equal(cell, ReadBack().Single().Values[1]);
            File.Delete(File1);
        }
    }

    [Theory]
    [InlineData(';', "windows-1252")]
    [InlineData('\t', "utf-16")]
    [InlineData('|', "utf-16BE")]
    [InlineData(',', "utf-8")]
    public void Add_InputOfAnotherDialect_IsWrittenInIt(char delimiter, string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        CsvDialect dialect = new(delimiter, Encoding.GetEncoding(encoding));
        foreach (int row in new[] { 1, 2 })
        {
            using RejectWriter writer = new(File1, false, dialect);
            Assert.True(writer.Add(Id, Row(row, "a@@example.com", $"Köln{delimiter}{row}"), "b1"));
            writer.Close();
        }

        using (RejectWriter again = new(File1, false, dialect))
            Assert.False(again.Add(Id, Row(2, "a@@example.com", "x"), "b1"));
        using CsvRowReader reader = CsvRowReader.Open(new InputFile { Path = File1, Encoding = encoding == "windows-1252" ? dialect.Encoding : null });
        Assert.Equal((delimiter, dialect.Encoding.CodePage), (reader.Dialect.Delimiter, reader.Dialect.Encoding.CodePage));
        Assert.Equal([$"Köln{delimiter}1", $"Köln{delimiter}2"], reader.Rows().Select(row => row.Values[1]));
    }

    [Fact]
    public void Add_TornRecordInUtf16_IsTakenOff()
    {
        CsvDialect dialect = new(';', Encoding.Unicode);
        using (RejectWriter writer = new(File1, false, dialect))
        {
            writer.Add(Id, Row(1, "a@@example.com", "two\nlines"), "b1");
            writer.Close();
        }

        byte[] whole = File.ReadAllBytes(File1);
        File.WriteAllBytes(File1, [.. whole, .. Encoding.Unicode.GetBytes("b@@example.com;\"half\n"), 0x41]);
        using (RejectWriter writer = new(File1, false, dialect))
        {
            writer.Add(Id, Row(2, "b@@example.com", "x"), "b1");
            writer.Close();
        }

        using CsvRowReader reader = CsvRowReader.Open(new InputFile { Path = File1 });
        Assert.Equal(["two\nlines", "x"], reader.Rows().Select(row => row.Values[1]));
    }

    [Fact]
    public void Add_CharacterThatTheEncodingLacks_GoesToAFileOfItsOwn()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using (RejectWriter writer = new(File1, false, new CsvDialect(';', Encoding.GetEncoding(1252))))
        {
            writer.Add(Id, Row(1, "a@@example.com", "Köln"), "b1");
            writer.Add(Id, Row(2, "b@@example.com", "日本"), "b1");
            writer.Close();
        }

        Assert.Contains("日本", File.ReadAllText(File2), StringComparison.Ordinal);
        Assert.DoesNotContain("?", File.ReadAllText(File1), StringComparison.Ordinal);
    }

    [Fact]
    public void Add_RowOfAnEarlierRejectFile_KeepsWhereItFirstCameFrom()
    {
        RowShape shape = new(["email", "AC_Row", "AC_Line"]);
        RowProblem why = new(RowReason.EmailInvalid, "Why.");
        using (RejectWriter writer = new(File1, false))
        {
            Assert.True(writer.Add(Id, new RefusedRow(1, 2, shape, ["a@@example.com", "57", "58"], why), null));
            Assert.True(writer.Add(Id, new RefusedRow(2, 3, shape, ["b@@example.com", "57", "60"], why), null));
            writer.Close();
        }

        using (RejectWriter writer = new(File1, false))
            Assert.False(writer.Add(Id, new RefusedRow(2, 3, shape, ["b@@example.com", "57", "60"], why), null));
        string[] lines = File.ReadAllLines(File1);
        Assert.StartsWith("email,AC_Row,AC_Line,", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",AC_InputRow", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("a@@example.com,57,58,EmailInvalid,Why.,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",Correct,2", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Add_Safe_EscapesCellsAndHeader()
    {
        Write(true, new RefusedRow(1, 0, new RowShape(["email", "-City"]), ["@a", "=1"], new RowProblem(RowReason.BatchRefused, "Why.")));
        string text = File.ReadAllText(File1);
        Assert.StartsWith("email,'-City,AC_Row,AC_Line,AC_Code,AC_Reason,AC_ActivityId,AC_BatchId,AC_Action,AC_Escaped\r\n'@a,'=1,1,", text, StringComparison.Ordinal);
        Assert.EndsWith(",Review,1\r\n", text, StringComparison.Ordinal);
        Assert.Equal(["email", "-City"], ReadBack().Single().Shape.Columns);
    }

    [Fact]
    public void Add_SameRowAgain_IsWrittenOnce()
    {
        using RejectWriter writer = new(File1, safe: false);
        Assert.True(writer.Add(Id, Row(1, "a", "b"), null));
        Assert.False(writer.Add(Id, Row(1, "a", "b"), null));
        Assert.True(writer.Add("another", Row(1, "a", "b"), null));
        writer.Close();
        Write(false, Row(1, "a", "b"), Row(2, "a", "b"));
        Assert.Equal(["1", "1", "2"], Numbers());
        Assert.Equal([(File1, 2L)], writer.Files);
    }

    [Fact]
    public void Add_AfterClose_GoesOn()
    {
        using RejectWriter writer = new(File1, safe: false);
        writer.Add(Id, Row(1, "a", "b"), null);
        writer.Close();
        writer.Add(Id, Row(2, "a", "b"), null);
        writer.Close();
        Assert.Equal(["1", "2"], Numbers());
    }

    [Theory]
    [InlineData("half,\"a row, and not clo")]
    [InlineData("c,Graz,3,EmailInvalid: Why.,20260105-080000-abcdef,,Corr")]
    [InlineData("c,Graz,3")]
    public void Add_TornLastRow_IsTakenOff(string torn)
    {
        Write(false, Row(1, "a", "x"), Row(2, "b", "y\r\nz"));
        File.AppendAllText(File1, torn);
        Write(false, Row(1, "a", "x"), Row(2, "b", "y"), Row(3, "c", "Graz"));
        Assert.Equal(["1", "2", "3"], Numbers());
        Assert.Equal("y\r\nz", ReadBack()[1].Values[1]);
    }

    [Fact]
    public void Add_LastRowWithoutNewline_IsKept()
    {
        Write(false, Row(1, "a", "x"));
        File.AppendAllText(File1, "c,Graz,3,4,EmailInvalid,Why.,other,,Correct");
        Write(false, Row(2, "b", "y"));
        Assert.Equal(["1", "3", "2"], Numbers());
    }

    [Fact]
    public void Add_FileChangedMeanwhile_IsLookedIntoAgain()
    {
        using RejectWriter writer = new(File1, safe: false);
        writer.Add(Id, Row(1, "a", "b"), null);
        writer.Close();
        File.Delete(File1);
        writer.Add(Id, Row(2, "a", "b"), null);
        writer.Close();
        Assert.Equal(["2"], Numbers());
    }

    [Fact]
    public void Add_OtherOrderAndFewerColumns_GoToTheirColumns()
    {
        Write(false, Row(1, "a", "x"), Of(2, ["City", "EMAIL"], "y", "b"), Of(3, ["email"], "c"));
        Assert.Equal([["a", "x"], ["b", "y"], ["c", ""]], ReadBack().Select(row => row.Values.Select(value => (string)value!).ToArray()));
    }

    [Fact]
    public void Add_NewColumns_GoToANumberedFile()
    {
        Write(false, Row(1, "a", "x"), Of(2, ["email", "Notes"], "b", "n"), Row(3, "c", "y"));
        Write(false, Of(2, ["email", "Notes"], "b", "n"), Of(4, ["email", "Notes"], "d", "m"));
        Assert.Equal(["1", "3"], Numbers());
        Assert.Equal(["email", "Notes", .. RejectColumns.Of(false)], Header(File2));
        Assert.Equal(3, File.ReadAllLines(File2).Length);
    }

    [Fact]
    public void Add_ColumnsOfAnEarlierRejectFile_AreReplaced()
    {
        Write(false, Of(9, ["email", "AC_Row", "ac_reason"], "a", "1", "old"));
        Assert.Equal(["email", .. RejectColumns.Of(false), RejectColumns.InputRow], Header(File1));
        Assert.Equal(["1"], Numbers());
    }

    [Fact]
    public void Add_RowWithoutCells_IsWrittenEmpty()
    {
        Write(false, Row(1, "a", "x"), new RefusedRow(2, 0, new RowShape([]), [], new RowProblem(RowReason.EmailMissing, "Why.")));
        Assert.Equal(["", ""], ReadBack()[1].Values);
    }

    [Theory]
    [InlineData("email,City\r\na,b\r\n", false)]
    [InlineData("email,AC_Row,AC_Line,AC_Code,AC_Reason,AC_ActivityId,AC_BatchId,AC_Action\r\n", true)]
    [InlineData("email,AC_Row,AC_Line,AC_Code,AC_Reason,AC_ActivityId,AC_BatchId,AC_Action,AC_Escaped\r\n", false)]
    [InlineData("mine", false)]
    public void Add_AnotherFile_IsMismatchAndLeavesIt(string text, bool safe)
    {
        File.WriteAllText(File1, text);
        BulkException e = Assert.Throws<BulkException>(() => Write(safe, Row(1, "a", "b")));
        Assert.Equal(BulkError.RejectFileMismatch, e.Error);
        Assert.Equal(BulkError.RejectFileMismatch, Assert.Throws<BulkException>(() => RejectPaths.Check(File1, append: true, force: true, safe)).Error);
        Assert.Equal(text, File.ReadAllText(File1));
    }

    [Fact]
    public void Add_FileSavedInUtf16_StaysInIt()
    {
        File.WriteAllText(File1, "email,City," + string.Join(",", RejectColumns.Of(false)) + "\r\n", Encoding.Unicode);
        Write(false, Row(1, "a", "b"));
        Assert.Equal(2, File.ReadAllLines(File1, Encoding.Unicode).Length);
        Assert.Equal(["1"], Numbers());
    }

    [Fact]
    public void Check_ExistingFile_NeedsAppendOrForce()
    {
        RejectPaths.Check(File1, append: false, force: false, safe: false);
        Write(false, Row(1, "a", "x"), Of(2, ["email", "Notes"], "b", "n"));
        Assert.Equal(BulkError.FileExists, Fails(() => RejectPaths.Check(File1, append: false, force: false, safe: false)));
        RejectPaths.Check(File1, append: true, force: false, safe: false);
        RejectPaths.Check(File1, append: false, force: true, safe: false);
        OutputFile.Try(File1);
        Assert.True(File.Exists(File1));
        OutputFile.Try(_temp.File("other.csv"));
        Assert.Equal([File2, File1], Directory.GetFiles(_temp.Path).Order(System.StringComparer.Ordinal));
    }

    [Fact]
    public void Check_NumberedFileOnly_IsFileExists()
    {
        File.WriteAllText(File2, "x");
        Assert.Equal(BulkError.FileExists, Fails(() => RejectPaths.Check(File1, append: false, force: false, safe: false)));
    }

    [Fact]
    public void Check_PathThatCannotBe_IsAnError()
    {
        Assert.Equal(BulkError.FileUnwritable, Fails(() => RejectPaths.Check(_temp.File("no/rejects.csv"), append: false, force: false, safe: false)));
        Assert.Equal(BulkError.FileUnwritable, Fails(() => RejectPaths.Check(_temp.Path, append: false, force: false, safe: false)));
    }

    private static BulkError Fails(Action action) => Assert.Throws<BulkException>(action).Error;

    private static RefusedRow Row(long number, string email, string city) => new(number, number + 1, s_shape, [email, city], new RowProblem(RowReason.EmailInvalid, "Why."));

    private static RefusedRow Of(long number, string[] columns, params object?[] cells) => new(number, 0, new RowShape(columns), cells, new RowProblem(RowReason.EmailInvalid, "Why."));

    private void Write(bool safe, params RefusedRow[] rows)
    {
        using RejectWriter writer = new(File1, safe);
        foreach (RefusedRow row in rows)
            writer.Add(Id, row, "b1");
        writer.Close();
    }

    private static string[] Header(string path) => Open(path, reader => reader.Shape.Columns.ToArray());

    private string[] Numbers() => Open(File1, reader =>
    {
        int column = reader.Shape.Columns.ToList().IndexOf(RejectColumns.Row);
        return reader.Rows().Select(row => (string)row.Values[column]!).ToArray();
    });

    // As an import takes them.
    private SourceRow[] ReadBack() => Open(File1, reader =>
    {
        RejectIntake intake = RejectIntake.For(reader.Shape, new MappingSettings())!;
        return reader.Rows().Select(row => WithoutOrigin(intake.Clean(row))).ToArray();
    });

    private static SourceRow WithoutOrigin(SourceRow row)
    {
        int[] kept = Enumerable.Range(0, row.Shape.Columns.Count).Where(i => !RejectColumns.IsOne(row.Shape.Columns[i])).ToArray();
        return row with { Shape = new RowShape(kept.Select(i => row.Shape.Columns[i]).ToArray()), Values = kept.Select(i => row.Values[i]).ToArray() };
    }

    private static T Open<T>(string path, Func<CsvRowReader, T> read)
    {
        using CsvRowReader reader = CsvRowReader.Open(new InputFile { Path = path });
        return read(reader);
    }
}
