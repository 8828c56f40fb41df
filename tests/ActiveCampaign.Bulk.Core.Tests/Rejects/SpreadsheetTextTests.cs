using ActiveCampaign.Bulk.Core.Rejects;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rejects;

public sealed class SpreadsheetTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+43 1", "'+43 1")]
    [InlineData("-5", "'-5")]
    [InlineData("@home", "'@home")]
    [InlineData("\tx", "'\tx")]
    [InlineData("\rx", "'\rx")]
    [InlineData("'=1", "''=1")]
    [InlineData("'twas", "''twas")]
    [InlineData("'", "''")]
    [InlineData("''", "'''")]
    [InlineData("plain=", "plain=")]
    [InlineData("", "")]
    public void Escape_ThenUnescape_IsTheSame(string cell, string inFile)
    {
        Assert.Equal(inFile, SpreadsheetText.Escape(cell));
        Assert.Equal(cell, SpreadsheetText.Unescape(inFile));
    }

    [Theory]
    [InlineData("'twas")]
    [InlineData("=1")]
    [InlineData("'")]
    public void Unescape_CellWrittenByHand_LeavesIt(string cell) => Assert.Equal(cell, SpreadsheetText.Unescape(cell));
}
