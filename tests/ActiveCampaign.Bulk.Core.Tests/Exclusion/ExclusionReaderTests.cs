using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using ActiveCampaign.Bulk.Core.Exclusion;
using ActiveCampaign.Bulk.Core.Tests.Support;
using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Exclusion;

public sealed class ExclusionReaderTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), "acbulk-" + Guid.NewGuid().ToString("N") + ".txt");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("# those who asked\n\n  Ann@Example.com  \nbob@example.com")]
    [InlineData("email\nann@example.com\nbob@example.com\n")]
    [InlineData("\"Name\";\"E-Mail\"\r\n\"Lee; Ann\";\"ann@example.com\"\r\n;\r\nBob;BOB@example.com\r\n")]
    public void Read_AddressesInAnyForm_HoldsThem(string text)
    {
        using ExclusionList list = Read(text);
        Assert.Equal(2, list.Count);
        Assert.All(["ann@example.com", " ANN@example.COM", "bob@example.com"], address => Assert.True(list.Holds(address)));
        Assert.False(list.Holds("cy@example.com"));
    }

    [Fact]
    public void Read_Workbook_HoldsThoseOfAllSheetsHiddenRowsToo()
    {
        using TempFolder folder = new();
        string path = new TestWorkbook().Sheet("People").Row(1, "Name", "E-Mail").Row(2, "Ann", "ann@example.com").Hidden(4, "Bob", "bob@example.com")
            .Sheet("More").Row(2, "cy@example.com").Sheet("Lists", "hidden").Row(1, "never").Save(folder.File("never.xlsx"));
        using ExclusionList list = ExclusionReader.Read([path], CancellationToken.None);
        Assert.Equal(3, list.Count);
        Assert.All(["ann@example.com", "bob@example.com", "cy@example.com"], address => Assert.True(list.Holds(address)));
    }

    [Theory]
    [InlineData("Cell B3 of the sheet 'People' of ", "Name", "email", "Ann", "ann@example.com", "Bob", "bob")]
    [InlineData("Cell A3 of the sheet 'People' of ", "Name", "email", "Ann", "ann@example.com", "Bob", null)]
    [InlineData("Cell A1 of the sheet 'People' of ", "Those who left", null, "ann@example.com", null, "bob@example.com", null)]
    public void Read_AnythingElseInAWorkbook_IsNamedByItsCell(string place, string a1, string? b1, string a2, string? b2, string a3, string? b3)
    {
        using TempFolder folder = new();
        string path = new TestWorkbook().Sheet("People").Row(1, a1, b1).Row(2, a2, b2).Row(3, a3, b3).Save(folder.File("never.xlsx"));
        BulkException wrong = Assert.Throws<BulkException>(() => ExclusionReader.Read([path], CancellationToken.None));
        Assert.Equal(BulkError.ExclusionInvalid, wrong.Error);
        Assert.StartsWith(place, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Hashes_HoldTheirAddresses()
    {
        using ExclusionList list = Read(Hash("ann@example.com") + "\n" + Hash("bjørn@example.com").ToUpperInvariant());
        Assert.True(list.Holds("Ann@example.com"));
        Assert.True(list.Holds("BJØRN@example.com"));
        Assert.False(list.Holds("bob@example.com"));
    }

    [Theory]
    [InlineData("ann@example.com\nnobody", 2)]
    [InlineData("Ann Lee <ann@example.com>", 1)]
    [InlineData("ann@example.com, bob@example.com", 1)]
    [InlineData("name,email\nann,ann@example.com\nbob,bob", 3)]
    [InlineData("name,email\nann", 2)]
    [InlineData("0123456789abcdef", 1)]
    [InlineData("*@one.example", 1)]
    [InlineData("%@one.example", 1)]
    [InlineData("ann@*.example", 1)]
    [InlineData("a?n@one.example", 1)]
    [InlineData("@one.example", 1)]
    [InlineData("ann@one.example\nmailto:bob@one.example", 2)]
    [InlineData("'ann@one.example'", 1)]
    [InlineData("\u2018ann@one.example\u2019", 1)]
    [InlineData("\u2022ann@one.example", 1)]
    [InlineData("=ann@one.example", 1)]
    [InlineData("ann@one.example.", 1)]
    [InlineData("ann@one..example", 1)]
    [InlineData("ann@-one.example", 1)]
    [InlineData("ann@one.example;", 1)]
    [InlineData("ann@one.example?subject=x", 1)]
    [InlineData("ann\uFF20one.example", 1)]
    [InlineData("\uFF41nn@one.example", 1)]
    [InlineData("an\u200Bn@one.example", 1)]
    [InlineData("an\u034Fn@one.example", 1)]
    [InlineData("an\uDB40\uDC61n@one.example", 1)]
    [InlineData("an\uFFFDn@one.example", 1)]
    [InlineData("a\0n\0n@one.example", 1)]
    [InlineData("ann@one.example\u2028bob@one.example", 1)]
    [InlineData("ann@one.example\tbob@one.example", 1)]
    [InlineData("email;name\nann@one.example;Ann\n;Bob", 3)]
    public void Read_AnythingElse_IsNamedByItsLine(string text, int line)
    {
        BulkException wrong = Assert.Throws<BulkException>(() => Read(text));
        Assert.Equal(BulkError.ExclusionInvalid, wrong.Error);
        Assert.StartsWith($"Line {line} of ", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("one.example", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingFile_FileNotFound() =>
        Assert.Equal(BulkError.FileNotFound, Assert.Throws<BulkException>(() => ExclusionReader.Read([_path + "x"], CancellationToken.None)).Error);

    [Theory]
    [InlineData("")]
    [InlineData("email\n")]
    [InlineData("Name;E-Mail\r\n;\r\n")]
    [InlineData("# left\n\n \u200B \n")]
    public void Read_NobodyInIt_IsAnError(string text)
    {
        BulkException wrong = Assert.Throws<BulkException>(() => Read(text));
        Assert.Equal(BulkError.ExclusionInvalid, wrong.Error);
        using ExclusionList list = Read(wrong.Message.Split(' ')[^1]);
        Assert.False(list.Holds("ann@example.com"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void Read_EveryEncodingOfADesktop_IsUnderstoodWithAndWithoutMark(string? name)
    {
        Encoding encoding = name is null ? Encoding.ASCII : Encoding.GetEncoding(name);
        foreach (string text in new[] { "ann@one.example\r\nbob@one.example", "name,email\nZoë,ann@one.example\nБоб,bob@one.example\n" })
        {
            foreach (byte[] mark in new[] { encoding.GetPreamble(), [] })
            {
                File.WriteAllBytes(_path, [.. mark, .. encoding.GetBytes(text)]);
                using ExclusionList list = ExclusionReader.Read([_path], CancellationToken.None);
                Assert.Equal((2, true, true), (list.Count, list.Holds("ann@one.example"), list.Holds("bob@one.example")));
            }
        }
    }

    [Fact]
    public void Read_OneByteALetter_TakesAddressesOfAsciiOnly()
    {
        File.WriteAllBytes(_path, Encoding.Latin1.GetBytes("name;email\nZoë;zoe@one.example\n"));
        using (ExclusionList list = ExclusionReader.Read([_path], CancellationToken.None))
            Assert.True(list.Holds("zoe@one.example"));
        File.WriteAllBytes(_path, Encoding.Latin1.GetBytes("ann@one.example\nzoë@one.example\n"));
        BulkException wrong = Assert.Throws<BulkException>(() => ExclusionReader.Read([_path], CancellationToken.None));
        Assert.Equal(BulkError.ExclusionInvalid, wrong.Error);
        Assert.StartsWith("Line 2 ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("UTF-8", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zoë@one.example", "zoe\u0308@one.example")]
    [InlineData("zoe\u0308@one.example", "ZOË@one.example")]
    [InlineData("ann@münchen.example", "ann@xn--mnchen-3ya.example")]
    [InlineData("ann@XN--mnchen-3ya.example", "Ann@Mu\u0308nchen.example")]
    [InlineData("\uFEFF\u200Bann@one.example\u00A0", "\u2060ann@one.example\u200E")]
    [InlineData("\"ann@one.example\"", "ann@one.example")]
    public void Read_OtherSpelling_HoldsTheAddressAndItsHash(string entry, string address)
    {
        using (ExclusionList list = Read(entry))
            Assert.True(list.Holds(address));
        using ExclusionList hashes = Read(Hash(AddressForm.Trim(entry).Trim('"').ToLowerInvariant()));
        Assert.Equal(ExclusionMatch.Hash, hashes.Find(address));
    }

    private ExclusionList Read(string text)
    {
        File.WriteAllText(_path, text);
        return ExclusionReader.Read([_path], CancellationToken.None);
    }

    private static string Hash(string address) => string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(address)).Select(value => value.ToString("x2", null)));
}
