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
        using CsvRowReader reader = CsvRowReader.Open(new CsvSettings { Path = path, Encoding = given is null ? null : Encoding.GetEncoding(given) });
        Assert.Equal(["email", "Straße"], reader.Shape.Columns);
        SourceRow row = Assert.Single(reader.Rows());
        Assert.Equal(["a@example.com", "Müller €"], row.Values);
        Assert.Null(row.Problem);
    }

    [Fact]
    public void Rows_WrongEncoding_LeavesDamageToBeFound()
    {
        string path = Write(Encoding.GetEncoding(1252).GetBytes("email,name\r\na@example.com,Müller\r\n"));
        using CsvRowReader reader = CsvRowReader.Open(new CsvSettings { Path = path });
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
    [InlineData("a@example.com", 1)]
    [InlineData("a@example.com,x,y,z", 4)]
    public void Rows_Ragged_HaveTheirProblemAndLine(string ragged, int cells)
    {
        List<SourceRow> rows = Read("email,one,two\nok@example.com,1,2\n" + ragged + "\nlast@example.com,3,4\n");
        Assert.Equal([null, RowReason.RowRagged, null], rows.Select(row => row.Problem?.Reason));
        Assert.Equal(3, rows[1].Line);
        Assert.Equal(2, rows[1].Number);
        Assert.Equal(3, rows[1].Values.Length);
        Assert.Equal("a@example.com", rows[1].Values[0]);
        Assert.Contains($"{cells} cells, the header 3", rows[1].Problem!.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("a@example.com", rows[1].Problem!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a@example.com,Ann")]
    [InlineData("a@example.com,Ann,")]
    [InlineData("a@example.com,Ann, ")]
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
    [InlineData("a@example.com,Ann,,")]
    [InlineData("a@example.com")]
    public void Rows_TrailingDelimiterInHeader_StillFindsRaggedRows(string line) =>
        Assert.Equal(RowReason.RowRagged, Assert.Single(Read("email,name,\n" + line + "\n")).Problem!.Reason);

    [Theory]
    [InlineData("a@example.com,\"open\nb@example.com,x\nc@example.com,y\n")]
    [InlineData("\"a@example.com,open\nb@example.com,x\n")]
    public void Rows_QuoteNeverClosed_IsSaidAndNotTakenForACell(string rows) =>
        Assert.Equal(RowReason.QuoteUnclosed, Read("email,name\nok@example.com,\"two\nlines, \"\"quoted\"\"\"\n" + rows).Skip(1).Single().Problem!.Reason);

    [Fact]
    public void Rows_TrailingDelimiterOnlyInRow_IsRagged() =>
        Assert.Equal(RowReason.RowRagged, Assert.Single(Read("email,name\na@example.com,Ann,\n")).Problem!.Reason);

    [Fact]
    public void Rows_GivenDelimiter_BeatsTheDetectedOne()
    {
        string path = Write(Encoding.UTF8.GetBytes("email,x;name\na@example.com,y;Ann\n"));
        using CsvRowReader reader = CsvRowReader.Open(new CsvSettings { Path = path, Delimiter = ';' });
        Assert.Equal(["email,x", "name"], reader.Shape.Columns);
        Assert.Equal(["a@example.com,y", "Ann"], Assert.Single(reader.Rows()).Values);
    }

    [Fact]
    public void Rows_Quotes_AreTakenByTheStandard()
    {
        SourceRow row = Assert.Single(Read("email,a,b,c\na@example.com,\"say \"\"hi\"\", twice\",\"\", x \n"));
        Assert.Equal(["a@example.com", "say \"hi\", twice", "", " x "], row.Values);
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
        BulkException e = Assert.Throws<BulkException>(() => CsvRowReader.Open(new CsvSettings { Path = path }));
        Assert.Equal(BulkError.FileNotFound, e.Error);
        Assert.Equal(path, e.Target);
    }

    [Fact]
    public void Open_Folder_IsFileUnreadable() =>
        Assert.Equal(BulkError.FileUnreadable, Assert.Throws<BulkException>(() => CsvRowReader.Open(new CsvSettings { Path = _folder.Path })).Error);

    [Fact]
    public void Open_Utf16WithoutMark_IsHeaderInvalid()
    {
        string path = Write(Encoding.Unicode.GetBytes("email,name\r\na@example.com,Ann\r\n"));
        BulkException e = Assert.Throws<BulkException>(() => CsvRowReader.Open(new CsvSettings { Path = path }));
        Assert.Equal(BulkError.HeaderInvalid, e.Error);
        Assert.Contains("-Encoding", e.Message, StringComparison.Ordinal);
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
        using CsvRowReader reader = CsvRowReader.Open(new CsvSettings { Path = path });
        Assert.Single(reader.Rows());
    }

    private List<SourceRow> Read(string text)
    {
        using CsvRowReader reader = Open(text);
        return reader.Rows().ToList();
    }

    private CsvRowReader Open(string text) => CsvRowReader.Open(new CsvSettings { Path = Write(Encoding.UTF8.GetBytes(text)) });

    private string Write(byte[] bytes)
    {
        string path = _folder.File("rows.csv");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
