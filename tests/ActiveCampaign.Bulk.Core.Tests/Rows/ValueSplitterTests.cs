using System;
using ActiveCampaign.Bulk.Core.Export;
using ActiveCampaign.Bulk.Core.Rows;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class ValueSplitterTests
{
    public static TheoryData<object, string?, string[]> NameCells => new()
    {
        { "a", null, ["a"] },
        { "a|b;c,d", null, ["a", "b", "c", "d"] },
        { " a ; b ;; , | c ", null, ["a", "b", "c"] },
        { "Whole, name; kept", null, ["Whole, name; kept"] },
        { "  Whole, name; kept ", null, ["Whole, name; kept"] },
        { "a, Whole, name; kept", null, ["a", "Whole", "name", "kept"] },
        { "||a||b, c||", null, ["a", "b, c"] },
        { "||a||", null, ["a"] },
        { "||", null, [] },
        { "a||b", null, ["a", "b"] },
        { "a/b|c,d", "/", ["a", "b|c,d"] },
        { "a // b", " // ", ["a", "b"] },
        { "||a||b/c||", "/", ["a", "b/c"] },
        { "a,b", "", ["a", "b"] },
        { "", null, [] },
        { " ; ", null, [] },
        { 7, null, ["7"] },
        { new[] { "a, b", "c|d" }, null, ["a, b", "c|d"] },
        { new object?[] { 1, null, "x" }, null, ["1", "x"] },
    };

    [Theory]
    [MemberData(nameof(NameCells))]
    public void Names_Cell_AreItsNames(object value, string? separator, string[] names) =>
        Assert.Equal(names, new ValueSplitter(separator).Names(value, IsKnown));

    public static TheoryData<object, string?, string[]> OptionCells => new()
    {
        { "a|b;c,d", null, ["a", "b", "c,d"] },
        { "Whole, name; kept", null, ["Whole, name; kept"] },
        { "||a||b;c||", null, ["a", "b;c"] },
        { "a,b;c", ",", ["a", "b;c"] },
        { new[] { "a;b", "c" }, null, ["a;b", "c"] },
    };

    [Theory]
    [MemberData(nameof(OptionCells))]
    public void Options_Cell_AreItsValues(object value, string? separator, string[] options) =>
        Assert.Equal(options, new ValueSplitter(separator).Options(value, IsKnown));

    [Fact]
    public void Names_ItemsOfArray_AreTrimmed() =>
        Assert.Equal(["a", "b c"], new ValueSplitter(null).Names(new[] { " a", "b c ", "  " }, IsKnown));

    private static bool IsKnown(string text) => text.Equals("whole, name; kept", StringComparison.OrdinalIgnoreCase);
}
