using System;
using System.Collections.Generic;
using System.Globalization;
using ActiveCampaign.Bulk.Core.Rows;
using Xunit;

namespace ActiveCampaign.Bulk.Core.Tests.Rows;

public sealed class CellTextTests
{
    public static TheoryData<object?, string?> Values => new()
    {
        { null, null },
        { DBNull.Value, null },
        { "", "" },
        { " as it is ", " as it is " },
        { 7, "7" },
        { -1234567L, "-1234567" },
        { 1234.5d, "1234.5" },
        { 0.1d, "0.1" },
        { 4.47901e11d, "447901000000" },
        { 1e15d, "1000000000000000" },
        { -1.5e-7d, "-0.00000015" },
        { 1e300d, "1E+300" },
        { 1234.50m, "1234.50" },
        { 2.5f, "2.5" },
        { true, "true" },
        { false, "false" },
        { 'x', "x" },
        { DayOfWeek.Monday, "Monday" },
        { new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"), "0f8fad5b-d9cb-469f-a165-70867728950e" },
        { new Uri("https://example.com/a"), "https://example.com/a" },
        { default(DateTime), "" },
        { default(DateTimeOffset), "" },
        { new DateTime(1899, 12, 30), "" },
        { new DateTime(1899, 12, 30, 8, 30, 0), "1899-12-30T08:30:00" },
        { new DateTime(2026, 3, 4), "2026-03-04" },
        { new DateTime(2026, 3, 4, 0, 0, 0, DateTimeKind.Utc), "2026-03-04" },
        { new DateTime(2026, 3, 4, 15, 6, 7), "2026-03-04T15:06:07" },
        { new DateTime(2026, 3, 4, 15, 6, 7, DateTimeKind.Utc), "2026-03-04T15:06:07Z" },
        { new DateTimeOffset(2026, 3, 4, 15, 6, 7, TimeSpan.FromHours(-5.5)), "2026-03-04T15:06:07-05:30" },
        { new[] { "a", "b" }, "a;b" },
        { new object?[] { 1.5, null, "", DBNull.Value, new DateTime(2026, 3, 4) }, "1.5;2026-03-04" },
        { new List<int> { 1, 2 }, "1;2" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void ToText_Value_IsInvariantText(object? value, string? text) => Assert.Equal(text, CellText.ToText(value));

    [Fact]
    public void Culture_OfTheseTests_HasDecimalComma() => Assert.Equal("1,5", 1.5.ToString(CultureInfo.CurrentCulture));

    [Fact]
    public void IsSeveral_ByValue_TellsCollectionsFromTexts()
    {
        Assert.True(CellText.IsSeveral(new[] { "a" }));
        Assert.True(CellText.IsSeveral(new List<object>()));
        Assert.False(CellText.IsSeveral("abc"));
        Assert.False(CellText.IsSeveral(null));
        Assert.False(CellText.IsSeveral(7));
    }

    [Fact]
    public void ToTexts_Mixed_LeavesEmptyOnesOut() =>
        Assert.Equal(["a", "2.5", "true"], CellText.ToTexts(new object?[] { "a", null, 2.5, "", DBNull.Value, true }));
}
