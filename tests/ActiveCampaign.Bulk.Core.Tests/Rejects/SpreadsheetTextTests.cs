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
    [InlineData("\nx", "'\nx")]
    [InlineData("\uFF1D1+1", "'\uFF1D1+1")]
    [InlineData("\uFF0B1", "'\uFF0B1")]
    [InlineData("\uFF0D1", "'\uFF0D1")]
    [InlineData("\uFF20x", "'\uFF20x")]
    [InlineData(" =1", "' =1")]
    [InlineData("\u00A0\u200B=1", "'\u00A0\u200B=1")]
    [InlineData("\uFEFF@x", "'\uFEFF@x")]
    [InlineData(" ", " ")]
    [InlineData(" plain", " plain")]
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
