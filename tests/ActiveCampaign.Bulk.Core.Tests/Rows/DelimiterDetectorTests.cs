using ActiveCampaign.Bulk.Core.Rows;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class DelimiterDetectorTests
{
    [Theory]
    [InlineData("email,name,phone", ',')]
    [InlineData("email;name;phone", ';')]
    [InlineData("email\tname", '\t')]
    [InlineData("email|name", '|')]
    [InlineData("email", ',')]
    [InlineData("", ',')]
    [InlineData("email;\"Name, first, last, other\";phone", ';')]
    [InlineData("\"a;b;c\",email", ',')]
    [InlineData("email;name\na,b,c,d,e", ';')]
    [InlineData("email;name\r\na,b,c,d,e", ';')]
    [InlineData("email;name\ra,b,c,d,e", ';')]
    [InlineData("email;\"two\nlines, and, more\";x", ';')]
    [InlineData("email;name,first", ',')]
    [InlineData("\r\n\nemail;name", ';')]
    public void Detect_Header_IsMostFrequentOutsideQuotes(string start, char delimiter) =>
        Assert.Equal(delimiter, DelimiterDetector.Detect(System.MemoryExtensions.AsSpan(start)));

    [Theory]
    [InlineData("email;first, last", ';')]
    [InlineData("a,b,c;E-Mail", ';')]
    [InlineData("a,b;c", ',')]
    public void Detect_NameThatIsKnown_TellsWhereCountingDoesNot(string start, char delimiter) =>
        Assert.Equal(delimiter, DelimiterDetector.Detect(System.MemoryExtensions.AsSpan(start), ColumnNames.IsEmail));
}
