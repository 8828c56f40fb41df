using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Validation;

public class AddressTextTests
{
    [Theory]
    [InlineData("ann@one.example", "ann@one.example")]
    [InlineData(" Ann <ann@one.example> ", "ann@one.example")]
    [InlineData("\"May, Ann\" <ann@one.example>", "ann@one.example")]
    [InlineData("<ann@one.example>", "ann@one.example")]
    [InlineData("mailto:ann@one.example", "ann@one.example")]
    [InlineData("MAILTO:ann@one.example?subject=x", "ann@one.example")]
    [InlineData("Ann <mailto:ann@one.example>", "ann@one.example")]
    [InlineData("\u200Bann@one.example\uFEFF", "ann@one.example")]
    [InlineData("\u00A0ann@one.example\t", "ann@one.example")]
    [InlineData("ann@one.example; bob@one.example", "ann@one.example; bob@one.example")]
    [InlineData("ann@one.example,bob@one.example", "ann@one.example,bob@one.example")]
    [InlineData("Ann <ann@one.example>, Bob <bob@one.example>", "Ann <ann@one.example>, Bob <bob@one.example>")]
    [InlineData("bob@one.example <ann@one.example>", "bob@one.example <ann@one.example>")]
    [InlineData("ann\u200B@one.example", "ann\u200B@one.example")]
    [InlineData("Ann <ann>", "Ann <ann>")]
    [InlineData("mailto:", "mailto:")]
    [InlineData("", "")]
    public void Read_Text_GivesThePlainAddressOrTheTextAsItIs(string text, string expected) => Assert.Equal(expected, AddressText.Read(text));
}
