using ActiveCampaign.Bulk.Core.Validation;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Validation;

public sealed class TextRulesTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    [InlineData("\u00A0\u2003\u3000")]
    [InlineData("\u200B\u200D\uFEFF\u2060")]
    [InlineData("\u00AD")]
    [InlineData("\u200E\u202A")]
    [InlineData("\0\u0001\u007F")]
    [InlineData("\u3164\u115F\u1160\uFFA0\u2800")]
    public void IsBlank_NothingSeen_IsTrue(string? text) => Assert.True(TextRules.IsBlank(text));

    [Theory]
    [InlineData("0")]
    [InlineData(" a ")]
    [InlineData("\u200Bé")]
    [InlineData("-")]
    [InlineData("~")]
    [InlineData("!")]
    [InlineData("\U0001F600")]
    public void IsBlank_SomethingSeen_IsFalse(string text) => Assert.False(TextRules.IsBlank(text));

    // Lone surrogates cannot stand in an attribute: it is written as UTF-8.
    public static TheoryData<char[], bool> Damage => new()
    {
        { ['M', '\uFFFD', 'r'], true },
        { ['\uFFFD'], true },
        { ['a', '\uD83D'], true },
        { ['\uD83D', 'a'], true },
        { ['\uDE00', 'a'], true },
        { ['\uDE00', '\uD83D'], true },
        { ['\uD83D', '\uD83D', '\uDE00'], true },
        { ['\uD83D', '\uDE00'], false },
        { ['\uD83D', '\uDE00', '\uD83D', '\uDE00', 'x'], false },
        { ['\uFFFC', '\uE000', '\uD7FF'], false },
        { ['M', 'ü', 'l'], false },
        { [], false },
    };

    [Theory]
    [MemberData(nameof(Damage))]
    public void IsDamaged_ByCharacters_TellsWrongEncoding(char[] characters, bool damaged) =>
        Assert.Equal(damaged, TextRules.IsDamaged(new string(characters)));

    [Theory]
    [InlineData("a\0", true)]
    [InlineData("\u001B[1m", true)]
    [InlineData("\a", true)]
    [InlineData("\v", true)]
    [InlineData("\u007F", true)]
    [InlineData("\u0085x", true)]
    [InlineData("a\t\r\n\u00A0ü", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void HasControl_ByText_LetsTabAndNewlinePass(string? text, bool has) => Assert.Equal(has, TextRules.HasControl(text!));

    [Fact]
    public void IsDamaged_Null_IsFalse() => Assert.False(TextRules.IsDamaged(null!));
}
