using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ActiveCampaign.Bulk.Core.Rows;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class SheetRowReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_OfTheFirstSheetThatIsShown_HaveTheirNumbersAndNoBlankOnes()
    {
        using RowFile file = Open(new TestWorkbook().Sheet("Lookup", "hidden").Row(1, "x").Sheet("People").Row(3, "email", "City", " ").Row(4, "ann@one.example").Row(5, " ").Row(9, "bob@one.example", "Graz"));

        Assert.Equal(["email", "City"], file.Shape.Columns);
        Assert.Equal("People", file.Shape.Sheet);
        Assert.Equal([(1L, 4L, "ann@one.example|"), (2L, 9L, "bob@one.example|Graz")], Read(file));
        Assert.Equal((6L, 6L), file.Position);
        Assert.Null(file.Notice);
        Assert.Null(file.Dialect);
    }

    [Fact]
    public void Open_OtherSheetsWithRows_AreTold()
    {
        TestWorkbook book = new TestWorkbook().Sheet("People").Row(1, "email").Row(2, "ann@one.example").Sheet("Empty").Sheet("More").Row(1, "email").Sheet("Old", "hidden").Row(1, "email");
        string path = book.Save(_folder.File("a.xlsx"));
        using RowFile first = RowFile.Open(new InputFile { Path = path });
        Assert.Equal("Only the sheet 'People' is read, and there are rows in 'More', too. -WorksheetName names the sheet that is read.", first.Notice);
        using RowFile named = RowFile.Open(new InputFile { Path = path, WorksheetName = "old" });
        Assert.Equal("Old", named.Shape.Sheet);
        Assert.Null(named.Notice);
    }

    [Theory]
    [InlineData(nameof(HiddenRowMode.Include), "ann bob cy")]
    [InlineData(nameof(HiddenRowMode.Skip), "ann cy")]
    public void Rows_ThatAreHidden_AreWhatWasSaid(string mode, string names)
    {
        using RowFile file = RowFile.Open(new InputFile { Path = WithHidden(), HiddenRow = Enum.Parse<HiddenRowMode>(mode) });
        SourceRow[] rows = file.Rows().ToArray();
        Assert.Equal(names, string.Join(" ", rows.Select(row => row.Values[0])));
        Assert.Equal(Enumerable.Range(1, rows.Length).Select(number => (long)number), rows.Select(row => row.Number));
    }

    [Fact]
    public void Open_HiddenRows_EndItUnlessSomebodySaysWhatTheyMean()
    {
        BulkException hidden = Assert.Throws<BulkException>(() => RowFile.Open(new InputFile { Path = WithHidden() }));
        Assert.Equal(BulkError.HiddenRows, hidden.Error);
        Assert.StartsWith("The sheet 'People' of ", hidden.Message, StringComparison.Ordinal);
        Assert.Contains(" hides row 3, ", hidden.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_HiddenRowsAboveTheHeaderAndBlankOnes_AreNone()
    {
        using RowFile file = Open(new TestWorkbook().Sheet("People").Hidden(1, "title").Row(2, "email").Row(3, "ann").Hidden(4, " "), new InputFile { Path = string.Empty, HeaderRow = 2 });
        Assert.Equal([(1L, 3L, "ann")], Read(file));
    }

    [Fact]
    public void Rows_WithTextBehindTheHeader_AreRaggedAtTheirCell()
    {
        using RowFile file = Open(new TestWorkbook().Sheet("People").Row(1, "email").Row(2, "ann", null, "x"));
        SourceRow row = Assert.Single(file.Rows());
        Assert.Equal(RowReason.RowRagged, row.Problem!.Reason);
        Assert.StartsWith("The cell C2 has text", row.Problem.Text, StringComparison.Ordinal);
        Assert.Equal(["ann", string.Empty, "x"], row.Values);
    }

    [Fact]
    public void Open_TitleAboveTheHeader_LeadsToHeaderRow()
    {
        TestWorkbook book = new TestWorkbook().Sheet("People").Row(1, "Our customers").Row(3, "email", "City").Row(4, "ann", "Graz");
        string path = book.Save(_folder.File("a.xlsx"));
        using RowFile asItIs = RowFile.Open(new InputFile { Path = path });
        BulkException? mistake = HeaderCheck.FindMistake(asItIs.Shape);
        Assert.Equal($"The sheet 'People' of '{path}' begins with a title: the names of the columns are in row 3. Give -HeaderRow 3, or remove what stands above it.", mistake!.Message);

        using RowFile told = RowFile.Open(new InputFile { Path = path, HeaderRow = 3 });
        Assert.Equal(["email", "City"], told.Shape.Columns);
        Assert.Equal([(1L, 4L, "ann|Graz")], Read(told));
    }

    [Fact]
    public void Open_TextWithATitle_TakesHeaderRowToo()
    {
        string path = _folder.File("a.csv");
        System.IO.File.WriteAllText(path, "Our customers\n\nemail;City\nann;Graz\n");
        using RowFile asItIs = RowFile.Open(new InputFile { Path = path });
        Assert.Contains("are in line 3. Give -HeaderRow 3", HeaderCheck.FindMistake(asItIs.Shape)!.Message, StringComparison.Ordinal);
        using RowFile told = RowFile.Open(new InputFile { Path = path, HeaderRow = 3 });
        Assert.Equal(["email", "City"], told.Shape.Columns);
        Assert.Equal([(1L, 4L, "ann|Graz")], Read(told));
    }

    [Theory]
    [InlineData(2, BulkError.HeaderInvalid, "Row 2 of the sheet 'People' is blank")]
    [InlineData(90, BulkError.HeaderInvalid, "Row 90 of the sheet 'People' is blank")]
    public void Open_HeaderRowWithoutText_IsAnError(int row, BulkError error, string text)
    {
        TestWorkbook book = new TestWorkbook().Sheet("People").Row(1, "email").Row(3, "ann");
        BulkException wrong = Assert.Throws<BulkException>(() => Open(book, new InputFile { Path = string.Empty, HeaderRow = row }));
        Assert.Equal(error, wrong.Error);
        Assert.StartsWith(text, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SheetThatIsNotThere_NamesThoseThatAre()
    {
        TestWorkbook book = new TestWorkbook().Sheet("People").Row(1, "email").Sheet("Old", "hidden");
        BulkException wrong = Assert.Throws<BulkException>(() => Open(book, new InputFile { Path = string.Empty, WorksheetName = "Peopel" }));
        Assert.Equal(BulkError.UnknownWorksheet, wrong.Error);
        Assert.Contains("Its sheets are 'People', 'Old'.", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_EmptyFirstSheet_NamesOneThatHasRows()
    {
        BulkException empty = Assert.Throws<BulkException>(() => Open(new TestWorkbook().Sheet("Cover").Sheet("It's").Row(1, "email")));
        Assert.Equal(BulkError.FileEmpty, empty.Error);
        Assert.Contains("-WorksheetName 'It''s'", empty.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OptionOfTheOtherKind_IsAConflict()
    {
        string text = _folder.File("a.xls");
        System.IO.File.WriteAllText(text, "email\nann@one.example\n");
        string book = new TestWorkbook().Sheet("People").Row(1, "email").Save(_folder.File("b.csv"));
        using (RowFile named = RowFile.Open(new InputFile { Path = text }))
            Assert.IsType<CsvRowReader>(named);
        InputFile[] conflicts =
        [
            new InputFile { Path = text, WorksheetName = "People" }, new InputFile { Path = text, HiddenRow = HiddenRowMode.Skip },
            new InputFile { Path = book, Encoding = Encoding.UTF8 }, new InputFile { Path = book, Delimiter = ';' },
        ];
        Assert.All(conflicts, file => Assert.Equal(BulkError.SettingsConflict, Assert.Throws<BulkException>(() => RowFile.Open(file)).Error));
    }

    private string WithHidden() => new TestWorkbook().Sheet("People").Row(1, "email").Row(2, "ann").Hidden(3, "bob").Row(4, "cy").Save(_folder.File("hidden.xlsx"));

    private RowFile Open(TestWorkbook book, InputFile? how = null) => RowFile.Open((how ?? new InputFile { Path = string.Empty }) with { Path = book.Save(_folder.File("book.xlsx")) });

    private static IEnumerable<(long Number, long Line, string Cells)> Read(RowFile file) => file.Rows().Select(row => (row.Number, row.Line, string.Join("|", row.Values))).ToArray();
}
