using System.Linq;
using ActiveCampaign.Bulk.Core.Rows;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class QuotedPartsTests
{
    [Theory]
    [InlineData("\"vip\",\"trial\"", "vip", "trial")]
    [InlineData(" \"vip\" ; trial ", "vip", "trial")]
    [InlineData("\"a, b\"|c", "a, b", "c")]
    [InlineData("\"say \"\"hi\"\"\"", "say \"hi\"")]
    [InlineData("\"open,b", "\"open", "b")]
    [InlineData("\"a\" b,c", "\"a\" b", "c")]
    [InlineData("12\" vinyl,b", "12\" vinyl", "b")]
    [InlineData("\"\",b", "b")]
    [InlineData("\"known\",b", "\"known\"", "b")]
    public void Names_Quoted_AreTakenWithoutTheirQuotes(string text, params string[] names) =>
        Assert.Equal(names, new ValueSplitter(null).Names(text, name => name == "\"known\""));

    [Fact]
    public void Names_QuotedWithOwnSeparator_AreSplitByIt() =>
        Assert.Equal(["a|b", "c"], new ValueSplitter("//").Names("\"a|b\"//\"c\"", _ => false).ToArray());
}
