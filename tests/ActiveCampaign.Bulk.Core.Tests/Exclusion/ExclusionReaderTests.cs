using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using ActiveCampaign.Bulk.Core.Exclusion;
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
    public void Read_AnythingElse_IsNamedByItsLine(string text, int line)
    {
        BulkException wrong = Assert.Throws<BulkException>(() => Read(text));
        Assert.Equal(BulkError.ExclusionInvalid, wrong.Error);
        Assert.StartsWith($"Line {line} of ", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("@", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MissingFile_FileNotFound() =>
        Assert.Equal(BulkError.FileNotFound, Assert.Throws<BulkException>(() => ExclusionReader.Read([_path + "x"], CancellationToken.None)).Error);

    [Fact]
    public void Read_NoLine_HoldsNobody()
    {
        using ExclusionList list = Read(string.Empty);
        Assert.Equal((0, false), (list.Count, list.Holds("ann@example.com")));
    }

    private ExclusionList Read(string text)
    {
        File.WriteAllText(_path, text);
        return ExclusionReader.Read([_path], CancellationToken.None);
    }

    private static string Hash(string address) => string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(address)).Select(value => value.ToString("x2", null)));
}
