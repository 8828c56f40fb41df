using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class CsvRowReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public CsvRowReaderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, bool, string?> Encodings => new()
    {
        { "utf-8", true, null },
        { "utf-8", false, null },
        { "utf-8", true, "windows-1252" },
        { "utf-16", true, null },
        { "utf-16BE", true, null },
        { "utf-16", false, "utf-16" },
        { "utf-32", true, null },
        { "windows-1252", false, "windows-1252" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Rows_Encoding_IsReadAndAByteOrderMarkWins(string written, bool mark, string? given)
    {
        Encoding encoding = Encoding.GetEncoding(written);
        byte[] bytes = encoding.GetBytes("email;Straße\r\na@example.com;Müller €\r\n");
        string path = Write(mark ? [.. encoding.GetPreamble(), .. bytes] : bytes);
        using CsvRowReader reader = CsvRowReader.Open(new InputFile { Path = path, Encoding = given is null ? null : Encoding.GetEncoding(given) });
        Assert.Equal(["email", "Straße"], reader.Shape.Columns);
        SourceRow row = Assert.Single(reader.Rows());
        Assert.Equal(["a@example.com", "Müller €"], row.Values);
        Assert.Null(row.Problem);
    }

    [Fact]
    public void Rows_WrongEncoding_LeavesDamageToBeFound()
    {
        string path = Write(Encoding.GetEncoding(1252).GetBytes("email,name\r\na@example.com,Müller\r\n"));
        using CsvRowReader reader = CsvRowReader.Open(new InputFile { Path = path });
        Assert.True(TextRules.IsDamaged((string)Assert.Single(reader.Rows()).Values[1]!));
    }

    [Theory]
    [InlineData("\n", true)]
    [InlineData("\r\n", true)]
    [InlineData("\r", true)]
    [InlineData("\n", false)]
    [InlineData("\r\n", false)]
    public void Rows_LineEnds_AreNumberedFromTheHeader(string end, bool last)
    {
        List<SourceRow> rows = Read("email,name" + end + "a@example.com,A" + end + "b@example.com,B" + (last ? end : ""));
        Assert.Equal([1L, 2L], rows.Select(row => row.Number));
        Assert.Equal([2L, 3L], rows.Select(row => row.Line));
        Assert.Equal("B", rows[1].Values[1]);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Rows_QuotedNewlines_KeepLinesRightBeforeAndAfter(string end)
    {
        string[] lines = ["email,note", "a@example.com,one", "b@example.com,\"first", "second", "third\"", "c@example.com,after", "d@example.com,\"x", "y\"", "e@example.com,\"z", "z\""];
        List<SourceRow> rows = Read(string.Join(end, lines) + end);
        Assert.Equal([2L, 3L, 6L, 7L, 9L], rows.Select(row => row.Line));
        Assert.Equal("first" + end + "second" + end + "third", rows[1].Values[1]);
        Assert.Equal("after", rows[2].Values[1]);
    }

    [Fact]
    public void Rows_QuotedNewlineInHeader_KeepsLines()
    {
        List<SourceRow> rows = Read("email,\"two\nlines\"\na@example.com,x\nb@example.com,y\n");
        Assert.Equal([3L, 4L], rows.Select(row => row.Line));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Rows_BlankLines_ArePassedOverAndCounted(string end)
    {
        List<SourceRow> rows = Read(string.Join(end, "", "email;note", "", "", "a@example.com;x", "", "b@example.com;\"y", "y\"", "", "c@example.com;z", ""));
        Assert.Equal([1L, 2L, 3L], rows.Select(row => row.Number));
        Assert.Equal([5L, 7L, 10L], rows.Select(row => row.Line));
        Assert.All(rows, row => Assert.Null(row.Problem));
    }

    [Theory]
    [InlineData("a@example.com", "1 cells, the header 3")]
    [InlineData("a@example.com,x,y,z", "Column 4 has text and no name")]
    [InlineData("a@example.com,x,y,,z", "Column 5 has text and no name")]
    public void Rows_Ragged_HaveTheirProblemAndLine(string ragged, string saying)
    {
        List<SourceRow> rows = Read("email,one,two\nok@example.com,1,2\n" + ragged + "\nlast@example.com,3,4\n");
        Assert.Equal([null, RowReason.RowRagged, null], rows.Select(row => row.Problem?.Reason));
        Assert.Equal(3, rows[1].Line);
        Assert.Equal(2, rows[1].Number);
        Assert.Equal(Math.Max(3, ragged.Split(',').Length), rows[1].Values.Length);
        Assert.Equal("a@example.com", rows[1].Values[0]);
        Assert.Contains(saying, rows[1].Problem!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("a@example.com", rows[1].Problem!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a@example.com,Ann")]
    [InlineData("a@example.com,Ann,")]
    [InlineData("a@example.com,Ann, ")]
    [InlineData("a@example.com,Ann,,")]
    public void Rows_TrailingDelimiterInHeader_IsNoColumn(string line)
    {
        using CsvRowReader reader = Open("email,name,\n" + line + "\n");
        Assert.Equal(["email", "name"], reader.Shape.Columns);
        SourceRow row = Assert.Single(reader.Rows());
        Assert.Null(row.Problem);
        Assert.Equal(["a@example.com", "Ann"], row.Values);
    }

    [Theory]
    [InlineData("a@example.com,Ann,x")]
    [InlineData("a@example.com")]
    public void Rows_TrailingDelimiterInHeader_StillFindsRaggedRows(string line) =>
        Assert.Equal(RowReason.RowRagged, Assert.Single(Read("email,name,\n" + line + "\n")).Problem!.Reason);

    [Theory]
    [InlineData("a@example.com,\"open\nb@example.com,x\nc@example.com,y\n")]
    [InlineData("\"a@example.com,open\nb@example.com,x\n")]
    public void Rows_QuoteNeverClosed_IsSaidAndNotTakenForACell(string rows) =>
        Assert.Equal(RowReason.QuoteUnclosed, Read("email,name\nok@example.com,\"two\nlines, \"\"quoted\"\"\"\n" + rows).Skip(1).Single().Problem!.Reason);

    [Fact]
    public void Rows_TrailingDelimiterOnlyInRow_IsFine() => Assert.Null(Assert.Single(Read("email,name\na@example.com,Ann,\n")).Problem);

    [Fact]
    public void Rows_NothingButBlankCells_ArePassedOverAndNotNumbered()
    {
        List<SourceRow> rows = Read("email,name,x\n,,\na@example.com,A,\n , ,\u00A0\n\"\",\"\",\nb@example.com,B,\n,,,,\n");
        Assert.Equal([(1L, 3L), (2L, 6L)], rows.Select(row => (row.Number, row.Line)));
    }

    [Theory]
    [InlineData("a@example.com,\"Ann \"Annie\" May\"", "\"Ann \"Annie\" May\"")]
    [InlineData("a@example.com,\"Ann\"x", "\"Ann\"x")]
    [InlineData("a@example.com,\"Ann\" x \"", "\"Ann\"x \"")]
    [InlineData("a@example.com,5\" pipe", "5\" pipe")]
    [InlineData("a@example.com,Ann \"\"Annie\"\" May", "Ann \"\"Annie\"\" May")]
    [InlineData("a@example.com,\\\"Ann\\\"", "\\\"Ann\\\"")]
    public void Rows_QuoteWhereNoneMayBe_IsSaidWithItsLine(string line, string kept)
    {
        List<SourceRow> rows = Read("email,name\nok@example.com,\"a \"\"b\"\" c\"\n" + line + "\nlast@example.com,x\n");
        Assert.Equal([null, RowReason.QuoteMisplaced, null], rows.Select(row => row.Problem?.Reason));
        Assert.Equal(3, rows[1].Line);
        Assert.Equal(kept, rows[1].Values[1]);
    }

    [Theory]
    [InlineData("a@example.com, \"Ann\"", "Ann")]
    [InlineData("a@example.com,\"Ann\" ", "Ann")]
    [InlineData("a@example.com,\t \" Ann \" ", " Ann ")]
    [InlineData("a@example.com,  Ann  ", "Ann  ")]
    [InlineData("  a@example.com,Ann", "Ann")]
    public void Rows_BlanksAroundACell_AreTakenAsImportCsvTakesThem(string line, string value) =>
        Assert.Equal(["a@example.com", value], Assert.Single(Read("email, name\n" + line + "\n")).Values);

    [Fact]
    public void Rows_TabDelimited_KeepTheirBlankCells() =>
        Assert.Equal(["a@example.com", "", "Ann"], Assert.Single(Read("email\tx\tname\na@example.com\t\tAnn\n")).Values);

    [Theory]
    [InlineData("#TYPE Selected.System.Object\n\"email\",\"name\"\n", 3)]
    [InlineData("# exported by hand\r\nemail,name\r\n", 3)]
    [InlineData("sep=;\nemail;name\n", 3)]
    [InlineData("\"sep=;\"\r\nemail;name\r\n", 3)]
    [InlineData("sep=\t\nemail\tname\n", 3)]
    [InlineData("\n\nemail,name\n", 4)]
    public void Rows_LinesBeforeTheHeader_ArePassedOverAndCounted(string before, int line)
    {
        char delimiter = before.Contains(';', StringComparison.Ordinal) ? ';' : before.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
        SourceRow row = Assert.Single(Read(before + "a@example.com" + delimiter + "Ann"));
        Assert.Equal(["email", "name"], row.Shape.Columns);
        Assert.Equal(["a@example.com", "Ann"], row.Values);
        Assert.Equal(line, row.Line);
    }

    [Fact]
    public void Rows_HeaderThatBeginsWithANumberSign_IsOne() => Assert.Equal(["#", "email"], Open("#,email\n1,a@example.com\n").Shape.Columns);

    [Theory]
    [InlineData("[{\"email\":\"a@example.com\"}]", BulkError.NotATable, "ConvertFrom-Json")]
    [InlineData("{\"email\":\"a@example.com\"}\n{\"email\":\"b@example.com\"}\n", BulkError.NotATable, "| ConvertFrom-Json")]
    [InlineData("[\n  {\n", BulkError.NotATable, "-Raw | ConvertFrom-Json")]
    [InlineData("<!DOCTYPE html>\n<html>", BulkError.NotATable, "a web page")]
    [InlineData("<?xml version=\"1.0\"?>\n", BulkError.NotATable, "XML")]
    [InlineData("PK\u0003\u0004....[Content_Types].xml", BulkError.NotATable, "a workbook")]
    [InlineData("PK\u0003\u0004....people.csv", BulkError.NotATable, "a packed file")]
    [InlineData("%PDF-1.7\n", BulkError.NotATable, "a PDF")]
    [InlineData("email,\"name\na@example.com,Ann\n", BulkError.HeaderInvalid, "quote")]
    public void Open_NoTable_IsNamedForWhatItIs(string text, BulkError error, string saying)
    {
        BulkException e = Assert.Throws<BulkException>(() => Open(text));
        Assert.Equal(error, e.Error);
        Assert.Contains(saying, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[email],name\na@example.com,A\n")]
    [InlineData("{email};name\na@example.com;A\n")]
    public void Open_NamesInBrackets_AreAHeader(string text) => Assert.Equal(2, Open(text).Shape.Columns.Count);

    [Fact]
    public void Rows_GivenDelimiter_BeatsTheDetectedOne()
    {
        string path = Write(Encoding.UTF8.GetBytes("email,x;name\na@example.com,y;Ann\n"));
        using CsvRowReader reader = CsvRowReader.Open(new InputFile { Path = path, Delimiter = ';' });
        Assert.Equal(["email,x", "name"], reader.Shape.Columns);
        Assert.Equal(["a@example.com,y", "Ann"], Assert.Single(reader.Rows()).Values);
    }

    [Fact]
    public void Rows_Quotes_AreTakenByTheStandard()
    {
        SourceRow row = Assert.Single(Read("email,a,b,c\na@example.com,\"say \"\"hi\"\", twice\",\"\", x \n"));
        Assert.Equal(["a@example.com", "say \"hi\", twice", "", "x "], row.Values);
    }

    [Fact]
    public void Rows_HeaderOnly_AreNone() => Assert.Empty(Read("email,name\n"));

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    [InlineData("   \n")]
    [InlineData(",,\n")]
    public void Open_NoHeader_IsFileEmpty(string text)
    {
        BulkException e = Assert.Throws<BulkException>(() => Open(text));
        Assert.Equal(BulkError.FileEmpty, e.Error);
        Assert.Equal(_folder.File("rows.csv"), e.Target);
    }

    [Theory]
    [InlineData("missing.csv")]
    [InlineData("missing/rows.csv")]
    public void Open_NoSuchFile_IsFileNotFound(string name)
    {
        string path = _folder.File(name);
        BulkException e = Assert.Throws<BulkException>(() => CsvRowReader.Open(new InputFile { Path = path }));
        Assert.Equal(BulkError.FileNotFound, e.Error);
        Assert.Equal(path, e.Target);
    }

    [Fact]
    public void Open_Folder_IsFileUnreadable() =>
        Assert.Equal(BulkError.FileUnreadable, Assert.Throws<BulkException>(() => CsvRowReader.Open(new InputFile { Path = _folder.Path })).Error);

    [Theory]
    [InlineData("utf-16", "-Encoding unicode")]
    [InlineData("utf-16BE", "-Encoding bigendianunicode")]
    public void Open_Utf16WithoutMark_IsHeaderInvalid(string encoding, string saying)
    {
        string path = Write(Encoding.GetEncoding(encoding).GetBytes("email,name\r\na@example.com,Ann\r\n"));
        BulkException e = Assert.Throws<BulkException>(() => CsvRowReader.Open(new InputFile { Path = path }));
        Assert.Equal(BulkError.HeaderInvalid, e.Error);
        Assert.Contains(saying, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Position_AtTheEnd_IsTheWholeFile()
    {
        using CsvRowReader reader = Open("email\na@example.com\n");
        Assert.Equal(20, reader.Position.Total);
        Assert.Single(reader.Rows());
        Assert.Equal((20L, 20L), reader.Position);
    }

    [Fact]
    public void Open_AnotherReader_IsNotDisturbed()
    {
        string path = Write(Encoding.UTF8.GetBytes("email\na@example.com\n"));
        using FileStream other = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        using CsvRowReader reader = CsvRowReader.Open(new InputFile { Path = path });
        Assert.Single(reader.Rows());
    }

    private List<SourceRow> Read(string text)
    {
        using CsvRowReader reader = Open(text);
        return reader.Rows().ToList();
    }

    private CsvRowReader Open(string text) => CsvRowReader.Open(new InputFile { Path = Write(Encoding.UTF8.GetBytes(text)) });

    private string Write(byte[] bytes)
    {
        string path = _folder.File("rows.csv");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
