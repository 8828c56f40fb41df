using System;
using System.Globalization;
using System.IO;
using System.Linq;
using ActiveCampaign.Bulk.Core.Rows.Workbooks;
using ActiveCampaign.Bulk.Core.Tests.Support;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class WorkbookFileTests : IDisposable
{
    private static readonly string[] s_people =
    [
        "1: Email|First Name|Last Name|Birthday|ZIP|Customer|Discount|Revenue|Member|Notes|Signed",
        "2: ann@one.example|Ann|Lee|1990-05-06T00:00:00|01234|123456789012|25%|1234.50|TRUE|hello|2026-01-31T08:30:00",
        "3: bob@one.example|Bøb|Ray|1985-12-24T00:00:00|99501|447901234567|5%|0.99|FALSE|two & more|2026-02-28T23:59:59",
        "5: cy@one.example|Цyrus|Öz|2000-02-29T00:00:00|00501|5|100%|1000000.00|TRUE||2026-03-01T00:00:00",
    ];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static string Sample(string name) => Path.Combine(Path.GetDirectoryName(typeof(WorkbookFileTests).Assembly.Location)!, "Data", "workbooks", name);

    [Theory]
    [InlineData("people.xls")]
    [InlineData("people.xlsx")]
    public void Rows_OfBothKinds_AreTheSame(string name)
    {
        using WorkbookFile book = WorkbookFile.Open(Sample(name));
        Assert.Equal([("People", true), ("Lists", false)], book.Sheets.Select(sheet => (sheet.Name, sheet.IsVisible)));
        Assert.Equal(s_people, Rows(book, 0));
    }

    [Fact]
    public void Rows_OfXls_KnowHiddenOnesAndTheirSheet()
    {
        using WorkbookFile book = WorkbookFile.Open(Sample("hidden.xls"));
        Assert.Equal(["Old", "People", "More"], book.Sheets.Select(sheet => sheet.Name));
        Assert.Equal([(1, false), (2, false), (3, false), (4, true), (5, true)], book.Rows(book.Sheets[1]).Select(row => (row.Number, row.IsHidden)));
        Assert.Equal(["1: email", "2: dee@one.example"], Rows(book, 2));
        Assert.Equal(5, book.Rows(book.Sheets[1]).Count());
    }

    [Fact]
    public void Rows_OfXls_HaveErrorsAsErrors()
    {
        using WorkbookFile book = WorkbookFile.Open(Sample("errors.xls"));
        Assert.Equal(["1: email|Notes", "2: ann@one.example|#N/A", "3: bob@one.example|#DIV/0!", "4: cy@one.example|ab"], Rows(book, 0));
    }

    [Theory]
    [InlineData("", "1")]
    [InlineData("x:", "true")]
    public void Rows_OfXlsx_AreReadInEverySpelling(string prefix, string yes)
    {
        TestWorkbook made = new() { Prefix = prefix, Yes = yes };
        string kind = $"<{prefix}c r=\"{{r}}\" t=\"{{0}}\"><{prefix}f>A1</{prefix}f><{prefix}v>{{1}}</{prefix}v></{prefix}c>";
        made.Sheet("People").Row(1, "email", "a", null, "b").Hidden(2, "ann@one.example").Cells(
            7, false, made.Text(" two\nlines_x000D_ "), Filled(kind, "b", "1"), Filled(kind, "e", "#N/A"), Filled(kind, "str", "text"), made.Number("12", "00000"), $"<{prefix}c r=\"{{r}}\" s=\"1\"/>");

        using WorkbookFile book = WorkbookFile.Open(made.Save(_folder.File("a.xlsx")));
        Assert.Equal(["1: email|a||b", "2: ann@one.example", "7:  two\nlines\r |TRUE|#N/A|text|00012|"], Rows(book, 0));
        Assert.Equal([false, true, false], book.Rows(book.Sheets[0]).Select(row => row.IsHidden));
    }

    [Fact]
    public void Rows_OfXlsx_HaveEachCellWhereItsNameSays()
    {
        TestWorkbook made = new();
        made.Sheet("People").Cells(1, false, made.Text("second").Replace("{r}", "B1", StringComparison.Ordinal), made.Text("first").Replace("{r}", "A1", StringComparison.Ordinal));
        using WorkbookFile book = WorkbookFile.Open(made.Save(_folder.File("a.xlsx")));
        Assert.Equal(["1: first|second"], Rows(book, 0));
    }

    [Fact]
    public void Rows_OfXlsx_WithACellBeyondTheLastColumn_AreDamaged()
    {
        TestWorkbook made = new();
        made.Sheet("People").Cells(1, false, made.Text("far").Replace("{r}", "ZZZZZZZZZZ1", StringComparison.Ordinal));
        using WorkbookFile book = WorkbookFile.Open(made.Save(_folder.File("a.xlsx")));
        Assert.Equal(BulkError.NotATable, Assert.Throws<BulkException>(() => Rows(book, 0)).Error);
    }

    [Fact]
    public void Rows_OfXlsxThatCountsFrom1904_HaveTheirDays()
    {
        TestWorkbook made = new() { Is1904 = true };
        made.Sheet("People").Cells(1, false, made.Number("43875", "yyyy\\-mm\\-dd"));
        using WorkbookFile book = WorkbookFile.Open(made.Save(_folder.File("a.xlsx")));
        Assert.Equal(["1: 2024-02-15T00:00:00"], Rows(book, 0));
    }

    [Theory]
    [InlineData("people.xlsx", 400)]
    [InlineData("people.xls", 2000)]
    [InlineData("people.xls", 600)]
    public void Open_CutFile_IsNoTable(string name, int length)
    {
        string path = _folder.File(name);
        File.WriteAllBytes(path, File.ReadAllBytes(Sample(name)).Take(length).ToArray());
        BulkException cut = Assert.Throws<BulkException>(() =>
        {
            using WorkbookFile book = WorkbookFile.Open(path);
            foreach (Sheet sheet in book.Sheets)
                Assert.NotNull(book.Rows(sheet).ToList());
        });
        Assert.Equal(BulkError.NotATable, cut.Error);
        Assert.Contains("damaged", cut.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NameOf_Cell_IsTheSpreadsheets() =>
        Assert.Equal(["A1", "Z2", "AA3", "AZ4", "ZZ5", "AAA6"], new[] { (0, 1), (25, 2), (26, 3), (51, 4), (701, 5), (702, 6) }.Select(cell => SheetRow.NameOf(cell.Item1, cell.Item2)));

    private static string Filled(string cell, string kind, string value) => cell.Replace("{0}", kind, StringComparison.Ordinal).Replace("{1}", value, StringComparison.Ordinal);

    private static string[] Rows(WorkbookFile book, int sheet) => book.Rows(book.Sheets[sheet])
        .Select(row => row.Number + ": " + string.Join("|", row.Cells.Select(cell => cell is DateTime moment ? moment.ToString("s", CultureInfo.InvariantCulture) : cell))).ToArray();
}
